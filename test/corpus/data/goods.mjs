/** What is sold: name, unit, price in grosze from-to, rates that fit. Grouped by trade, so that one invoice reads like one shop. */

/** @typedef {{name: string, unit: string, low: number, high: number, rates: string[]}} Good */

const good = (name, unit, low, high, ...rates) => ({ name, unit, low, high, rates });

export const TRADES = {
  budowlany: [
    good('Deska sosnowa heblowana 25×150×4000 mm', 'szt.', 2190, 5490, '23'), good('Płyta OSB/3 18 mm 2500×1250', 'szt.', 8900, 13900, '23'),
    good('Wkręt ciesielski talerzowy 8×240', 'opak.', 3900, 8900, '23'), good('Zaprawa murarska M5, worek 25 kg', 'szt.', 1290, 2190, '23'),
    good('Wełna mineralna 150 mm U 0,035', 'm²', 2850, 4790, '23'), good('Gwóźdź budowlany 4,0×100 ocynkowany', 'kg', 890, 1490, '23'),
    good('Cegła pełna klinkierowa', 'szt.', 249, 489, '23'), good('Usługa montażu stolarki okiennej', 'usł.', 45000, 320000, '8', '23'),
    good('Roboty remontowe w lokalu mieszkalnym', 'kpl.', 150000, 980000, '8'), good('Rura PVC kanalizacyjna ø110 L=2000', 'szt.', 2190, 3890, '23'),
    good('Transport materiałów HDS', 'km', 450, 890, '23'), good('Łata drewniana impregnowana 40×60', 'mb', 390, 790, '23'),
  ],
  spozywczy: [
    good('Mąka pszenna typ 500, 1 kg', 'szt.', 249, 459, '5'), good('Jabłka Ligol, kaliber 70+', 'kg', 189, 429, '5'), good('Chleb żytni na zakwasie 600 g', 'szt.', 549, 899, '5'),
    good('Kawa ziarnista „Świt” 1 kg', 'szt.', 5490, 9990, '23'), good('Woda źródlana niegazowana 1,5 l', 'zgrz.', 890, 1590, '23'), good('Śmietana 18 % 400 g', 'szt.', 329, 549, '5'),
    good('Ser żółty Gouda, blok', 'kg', 2390, 3890, '5'), good('Sok jabłkowy tłoczony NFC 3 l', 'szt.', 1490, 2490, '5'), good('Pączki z różą', 'szt.', 250, 490, '5'),
    good('Miód gryczany 900 g', 'słoik', 3490, 5490, '5'), good('Usługa gastronomiczna – obiad', 'os.', 2900, 5900, '8'), good('Czekolada gorzka 70 %', 'szt.', 590, 1190, '23'),
    good('Masło ekstra 82 % 200 g', 'szt.', 549, 899, '5'), good('Makaron świderki 500 g', 'szt.', 349, 699, '5'), good('Ogórki kiszone, wiaderko 3 kg', 'szt.', 1890, 2990, '5'),
  ],
  biurowy: [
    good('Papier ksero A4 80 g/m², ryza 500 ark.', 'ryza', 1690, 2690, '23'), good('Toner czarny TN-24 (zamiennik)', 'szt.', 6900, 24900, '23'), good('Segregator A4 75 mm, żółty', 'szt.', 690, 1490, '23'),
    good('Długopis żelowy niebieski', 'szt.', 250, 690, '23'), good('Krzesło obrotowe „Jaśmin”', 'szt.', 34900, 89900, '23'), good('Książka „Księga podatkowa 2026”', 'egz.', 4900, 12900, '5'),
    good('Niszczarka dokumentów P-4', 'szt.', 29900, 79900, '23'), good('Koperta C5 biała, 500 szt.', 'opak.', 3900, 6900, '23'), good('Taśma klejąca 48 mm × 66 m', 'szt.', 390, 890, '23'),
    good('Kalendarz ścienny trójdzielny', 'szt.', 1490, 3490, '23'), good('Zszywki 24/6, 1000 szt.', 'opak.', 190, 490, '23'), good('Prenumerata czasopisma „Źródła Prawa”', 'rok', 19900, 49900, '8'),
  ],
  uslugi: [
    good('Obsługa księgowa za miesiąc', 'm-c', 60000, 240000, '23'), good('Usługi doradcze wg umowy', 'godz.', 15000, 38000, '23'), good('Hosting i utrzymanie serwisu WWW', 'm-c', 9900, 49900, '23'),
    good('Szkolenie BHP okresowe', 'os.', 8900, 19900, 'zw'), good('Projekt graficzny ulotki A5', 'szt.', 25000, 80000, '23'), good('Tłumaczenie przysięgłe, strona obliczeniowa', 'str.', 4500, 9500, '23'),
    good('Najem lokalu użytkowego', 'm-c', 120000, 650000, '23'), good('Przegląd techniczny urządzeń chłodniczych', 'usł.', 35000, 120000, '23'), good('Audyt dostępności cyfrowej', 'kpl.', 190000, 690000, '23'),
    good('Dojazd serwisu', 'km', 180, 290, '23'), good('Sprzątanie części wspólnych', 'm-c', 45000, 140000, '8'), good('Kurs języka polskiego dla obcokrajowców', 'godz.', 7000, 14000, 'zw'),
  ],
  przemysl: [
    good('Profil stalowy zamknięty 40×40×3', 'mb', 1890, 3290, '23'), good('Łożysko kulkowe 6204-2RS', 'szt.', 990, 2890, '23'), good('Silnik elektryczny 4 kW 1450 obr/min', 'szt.', 89000, 179000, '23'),
    good('Wał napędowy wg rys. ŚT-118/2', 'szt.', 145000, 420000, '23'), good('Złom stalowy wsadowy', 't', 98000, 145000, '23'), good('Olej hydrauliczny HL 46', 'l', 1290, 2190, '23'),
    good('Spawanie konstrukcji – roboczogodzina', 'rbg', 9500, 16500, '23'), good('Cynkowanie ogniowe', 'kg', 390, 690, '23'), good('Uszczelniacz wargowy 35×52×7', 'szt.', 490, 1590, '23'),
    good('Czujnik indukcyjny M12 PNP', 'szt.', 6900, 14900, '23'), good('Wąż ciśnieniowy DN16 z zakuciem', 'szt.', 5900, 16900, '23'), good('Śruba M16×80 kl. 8.8 ocynk', 'szt.', 290, 690, '23'),
  ],
  media: [
    good('Energia czynna całodobowa', 'kWh', 62, 98, '23'), good('Opłata dystrybucyjna zmienna', 'kWh', 28, 46, '23'), good('Opłata abonamentowa', 'm-c', 490, 1490, '23'),
    good('Opłata mocowa', 'm-c', 1190, 1690, '23'), good('Woda zimna', 'm³', 489, 789, '8'), good('Odprowadzanie ścieków', 'm³', 690, 1290, '8'), good('Opłata stała sieciowa', 'm-c', 890, 2390, '23'),
    good('Paliwo gazowe W-3.6', 'kWh', 21, 39, '23'), good('Abonament „Światłowód 600”', 'm-c', 4990, 9990, '23'),
  ],
};

/** What a VAT-exempt professional sells. */
export const EXEMPT = [
  good('Konsultacja psychologiczna', 'godz.', 16000, 26000, 'zw'), good('Korepetycje z matematyki', 'godz.', 8000, 15000, 'zw'), good('Usługi rękodzielnicze – naprawa obuwia', 'usł.', 4500, 18000, 'zw'),
  good('Montaż filmu ślubnego', 'usł.', 150000, 390000, 'zw'), good('Prowadzenie zajęć jogi', 'godz.', 12000, 20000, 'zw'), good('Usługi fotograficzne', 'usł.', 40000, 180000, 'zw'),
];

/**
 * @param {import('../random.mjs').Random} random
 * @param {{count: number, goods: readonly Good[], rate?: string, maxQuantity?: number}} wish
 * @returns {{name: string, unit: string, quantity: number, price: number, rate: string}[]} quantity in thousandths, price in grosze
 */
export function makeLines(random, { count, goods, rate, maxQuantity = 40 }) {
  const order = random.shuffle(goods);
  return Array.from({ length: count }, (_, i) => {
    const chosen = order[i % order.length];
    const few = chosen.high > 50000 || ['m-c', 'rok', 'kpl.', 'usł.'].includes(chosen.unit);
    const whole = few ? random.int(1, 4) : random.int(1, maxQuantity);
    const measured = ['kg', 'm²', 'mb', 't', 'm³', 'l'].includes(chosen.unit) && random.chance(0.6);
    const again = i >= order.length ? `, partia ${Math.floor(i / order.length) + 1}` : '';
    return {
      name: `${chosen.name}${again}`, unit: chosen.unit, quantity: whole * 1000 + (measured ? random.pick([250, 500, 750, 125, 340, 85]) : 0),
      price: random.int(chosen.low, chosen.high), rate: rate ?? random.pick(chosen.rates),
    };
  });
}
