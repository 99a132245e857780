/** Numbers with a shape, row-major. */
export interface FloatTensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** A tensor that is still to be written. */
export interface TensorToFill {
  readonly dims: readonly number[];
  /** Writes all of it. `data` has as many numbers as the shape says, left from whatever was there before. */
  readonly fill: (data: Float32Array) => void;
}

/** One model as the stages see it: floats and shape in, in memory that the model keeps for its next run, floats and shape out. */
export type Infer = (input: TensorToFill) => Promise<FloatTensor>;

/**
 * How brightness becomes numbers: (value / 255 - mean) / std for each channel of the tensor, of which models that were made for grey have one and others
 * three. A grey page is the same in every order of channels.
 */
export interface PixelScaling {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** Settings that were measured for one detector's weights. */
export interface DetectionDefaults {
  readonly detectionThreshold: number;
  readonly boxThreshold: number;
  readonly unclipRatio: number;
  /** Longest side in pixels, by the name of the profile. */
  readonly sides: Readonly<Record<'fast' | 'balanced' | 'quality', number>>;
}

/** Corners of a rising curve from a raw confidence to the share of such readings that is right; straight in between. */
export type CalibrationCurve = readonly (readonly [raw: number, honest: number])[];

export interface DetectionModel extends PixelScaling { readonly infer: Infer; readonly defaults: DetectionDefaults }
export interface AngleModel extends PixelScaling { readonly infer: Infer; readonly width: number; readonly height: number }
export interface RecognitionModel extends PixelScaling {
  readonly infer: Infer;
  readonly height: number;
  /** Text of each class; index 0 is the blank of CTC. */
  readonly classes: readonly string[];
  readonly calibration: { readonly line?: CalibrationCurve | undefined; readonly character?: CalibrationCurve | undefined };
}

export interface PageModels {
  readonly detection: DetectionModel;
  readonly angle: AngleModel;
  readonly recognition: RecognitionModel;
}

/** Per channel of the tensor the line `value × scale + shift` that normalises it. */
export function channelPlan({ mean, std }: PixelScaling): readonly { readonly scale: number; readonly shift: number }[] {
  return mean.map((level, channel) => ({ scale: 1 / (255 * std[channel]!), shift: -level / std[channel]! }));
}
