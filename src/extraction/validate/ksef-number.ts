import { parsePolishDate } from '../read/parse-polish-date';
import { hasNipChecksum } from './nip-checksum';

/** CRC-8 with polynomial 0x07, start 0, over ASCII: what the Ministry of Finance appends to KSeF numbers (first 32 characters, hyphens included). */
export function ksefCrc(text: string): string {
  let crc = 0;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : (crc << 1) & 0xff;
  }
  return crc.toString(16).toUpperCase().padStart(2, '0');
}

/** A printed KSeF number in its own form NIP-YYYYMMDD-HEX12-CRC, or null: shape, NIP, real date and CRC must all hold. */
export function parseKsefNumber(text: string): string | null {
  const plain = text.replace(/[\s\u00a0\u2000-\u200a\u202f]/g, '').replace(/[\u2010-\u2015\u2212]/g, '-');
  const parts = /^(\d{10})-(\d{4})(\d{2})(\d{2})-([0-9A-F]{12})-([0-9A-F]{2})$/.exec(plain);
  if (!parts || !hasNipChecksum(parts[1] ?? '')) return null;
  if (!parsePolishDate(`${parts[2]}-${parts[3]}-${parts[4]}`)) return null;
  return ksefCrc(plain.slice(0, 32)) === parts[6] ? plain : null;
}
