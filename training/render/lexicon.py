"""Word stock of the sampled lines, split into train, tune and judge by hash.

Open classes (surnames, towns, streets, goods, general and foreign words) are
disjoint between the splits. Closed classes (labels, units, months, VAT rates)
are shared: every invoice prints the same ones.
"""

from __future__ import annotations

import functools
import zlib
from pathlib import Path

from faker.providers.address.pl_PL import Provider as Address
from faker.providers.person.pl_PL import Provider as Person
from wordfreq import top_n_list

SPLITS = ("train", "tune", "judge")
CHARSET = (Path(__file__).resolve().parents[1] / "charset.txt").read_text(encoding="utf8").split("\n")[:-1]
ALLOWED = frozenset(CHARSET) | {" "}
POLISH = "ĄĆĘŁŃÓŚŹŻąćęłńóśźż"


def _lines(block: str) -> list[str]:
    return [item.strip() for item in block.replace("\n", "|").split("|") if item.strip()]


def split_of(word: str) -> str:
    """The split a word of an open class belongs to: 6/8 train, 1/8 tune, 1/8 judge."""
    return ("judge", "tune", *["train"] * 6)[zlib.crc32(word.lower().encode()) % 8]


LABELS = _lines(
    """
Faktura|Faktura VAT|Faktura nr|Faktura VAT nr|Faktura numer|Nr faktury|Numer faktury|Nr dokumentu|Numer dokumentu|Faktura sprzedaży|Dokument nr|FV nr|Nr|Numer
Faktura korygująca|Faktura VAT korekta|Faktura zaliczkowa|Faktura końcowa|Faktura rozliczeniowa|Faktura pro forma|Faktura uproszczona|Faktura VAT marża|Faktura VAT RR|Rachunek|Rachunek nr|Nota księgowa|Nota obciążeniowa|Paragon fiskalny|Duplikat|Oryginał|Kopia|Oryginał / kopia|Faktura podstawowa
Data wystawienia|Data wystawienia faktury|Wystawiono dnia|Data faktury|Data wyst.|Miejsce i data wystawienia|Miejsce wystawienia|Data dokumentu|Dnia|Data sprzedaży|Data dostawy|Data wykonania usługi|Data zakończenia dostawy/usługi|Data sprzedaży/dostawy|Data dokonania lub zakończenia dostawy towarów lub wykonania usługi|Data otrzymania zapłaty|Okres rozliczeniowy|Za okres|Miesiąc sprzedaży|Data wydania|Data zamówienia|Data wydruku|Data odczytu
Termin płatności|Termin zapłaty|Płatne do|Płatność do|Zapłata do|Data płatności|Termin|Sposób zapłaty|Sposób płatności|Forma płatności|Metoda płatności|Płatność|Przelew|przelew|Gotówka|gotówka|karta płatnicza|Przelew 14 dni|przelew 30 dni|za pobraniem|kompensata|BLIK|przedpłata
Sprzedawca|Sprzedający|Wystawca|Dostawca|Usługodawca|Wykonawca|Zleceniobiorca|Podatnik|Dane sprzedawcy|Nabywca|Kupujący|Klient|Zamawiający|Usługobiorca|Kontrahent|Dane nabywcy|Odbiorca|Odbiorca faktury|Adres dostawy|Adres korespondencyjny|Płatnik|Siedziba|Oddział|Adres|Magazyn|Opiekun klienta
NIP|N.I.P.|NIP UE|VAT UE|NIP nabywcy|NIP sprzedawcy|NIP/PESEL|REGON|KRS|BDO|PESEL|Kapitał zakładowy|Sąd Rejonowy|Numer identyfikacyjny|Nr VAT
Nr konta|Numer konta|Nr rachunku|Numer rachunku|Nr rachunku bankowego|Rachunek bankowy|Konto|Bank|Nazwa banku|Numer konta bankowego|NRB|IBAN|SWIFT|BIC|Kod SWIFT|Rachunek VAT|Tytuł przelewu|Tytułem
Razem|Ogółem|Suma|Razem netto|Wartość netto|Suma netto|Netto|netto|Podstawa opodatkowania|Kwota netto|Kwota VAT|Razem VAT|Podatek VAT|Kwota podatku|Suma VAT|Wartość VAT|Brutto|brutto|Razem brutto|Wartość brutto|Kwota brutto|Suma brutto|Należność ogółem|Kwota należności ogółem|Do zapłaty|Razem do zapłaty|Pozostało do zapłaty|Kwota do zapłaty|Pozostaje do zapłaty|Zapłacono|Wpłacono|Przedpłata|Zaliczka|Do zwrotu|Do dopłaty|Nadpłata|Niedopłata|Saldo|Słownie|Kwota słownie|Słownie złotych|W tym|w tym|RAZEM|Suma strony|Do przeniesienia|Z przeniesienia|Łącznie|Ogółem do zapłaty|Podsumowanie|Podsumowanie stawek podatku|Rozliczenie|Odsetki|Rabat|Upust|Bonifikata|Opust
Waluta|Kurs|Tabela kursów NBP|Waluta dokumentu|Numer KSeF|Nr KSeF|ID KSeF|Krajowy System e-Faktur|Mechanizm podzielonej płatności|mechanizm podzielonej płatności|Podzielona płatność|metoda kasowa|odwrotne obciążenie|samofakturowanie|procedura marży|Uwagi|Informacje dodatkowe|Opis|Adnotacje|Podstawa zwolnienia|Przyczyna korekty|Powód korekty|Faktura korygowana|Dotyczy faktury|Przed korektą|Po korekcie|Różnica|Było|Powinno być|Jest
Lp.|L.p.|Poz.|Nazwa|Nazwa towaru lub usługi|Nazwa towaru/usługi|Nazwa towaru / usługi|Towar/usługa|Nazwa usługi|Przedmiot sprzedaży|Wyszczególnienie|Indeks|Kod|Symbol|Symbol PKWiU|PKWiU|CN|EAN|GTU|J.m.|Jm|Jedn.|Jednostka miary|Miara|Ilość|Liczba|Cena netto|Cena jedn. netto|Cena jednostkowa|Cena jednostkowa netto|Cena|Cena brutto|Rabat %|Wart. netto|Wart. brutto|Stawka VAT|VAT %|VAT|% VAT|Stawka|Stawka podatku|PTU|St. VAT|Wartość|Wartość sprzedaży|Wartość sprzedaży netto|Wartość bez podatku|Wartość z podatkiem|Pozycje|Szczegóły
Wystawił(a)|Wystawił|Odebrał(a)|Odebrał|Podpis osoby upoważnionej do wystawienia faktury|Podpis osoby upoważnionej do odbioru|Osoba upoważniona|Pieczęć i podpis|Imię i nazwisko|Strona|Str.|Nr zamówienia|Numer zamówienia|Zamówienie|Nr umowy|Umowa nr|Nr klienta|Numer klienta|WZ nr|Nr WZ|Nr licznika|Numer PPE|Zużycie|Odczyt|Stan poprzedni|Stan bieżący|Telefon|tel.|tel./fax|E-mail|e-mail|www|Fax|Kod pocztowy|Miejscowość|Województwo|Kraj|Polska|Dziękujemy za zakupy|Dziękujemy za terminową wpłatę|Zapraszamy ponownie|Sprzedaż opodatkowana A|Suma PTU|Suma PLN|Kwota PTU|Opłata|Abonament|Taryfa|Kaucja
Księgowość|Główny Księgowy|Kierowca|Nr rejestracyjny|Transport|Warunki dostawy|Gwarancja|Reklamacje|Numer seryjny|Nr partii|Data ważności|Waga netto|Waga brutto|Liczba palet|Opakowanie|Kraj pochodzenia|Kod CN|Data powstania obowiązku podatkowego|zwolniony|nie podlega|Załącznik|Załączniki|Ciąg dalszy na następnej stronie|Wydruk komputerowy, nie wymaga podpisu|Dokument wygenerowany elektronicznie"""
)

BILINGUAL = [
    tuple(pair.split("="))
    for pair in _lines(
        """
Sprzedawca=Seller|Nabywca=Buyer|Faktura nr=Invoice no.|Data wystawienia=Date of issue|Data sprzedaży=Date of sale|Termin płatności=Due date|Sposób płatności=Payment method|Razem=Total|Do zapłaty=Amount due|Ilość=Quantity|Cena jednostkowa=Unit price|Wartość netto=Net amount|Wartość brutto=Gross amount|Stawka VAT=VAT rate|Kwota VAT=VAT amount|Słownie=In words|Uwagi=Remarks|Strona=Page|Nazwa towaru=Description|J.m.=Unit|Numer konta=Account no.|Bank=Bank|Waluta=Currency|Odbiorca=Consignee|Płatnik=Payer|Zapłacono=Paid|Rabat=Discount|Sprzedawca=Verkäufer|Nabywca=Käufer|Faktura=Rechnung|Termin płatności=Fällig am|Kwota=Betrag|Razem=Gesamtbetrag|Data=Datum|Menge=Ilość|Währung=Waluta|Steuer=Podatek|Zahlungsziel=Termin zapłaty|Übersicht=Zestawienie|Straße=Ulica|Größe=Rozmiar"""
    )
]

FOREIGN_LABELS = _lines(
    """
Invoice|Invoice number|Invoice date|Issue date|Date of supply|Due date|Payment due|Bill to|Ship to|Customer|Seller|Supplier|Description|Qty|Unit price|Net total|Subtotal|VAT amount|Tax|Grand total|Total gross|Amount due|Balance due|Payment method|Bank transfer|Account no.|Reverse charge|Notes|Thank you for your business|Terms and conditions|Page|of|Order no.|Reference|Rechnung Nr.|Rechnungsdatum|Lieferdatum|Leistungsdatum|Käufer|Lieferant|Bezeichnung|Menge|Einzelpreis|MwSt.|Nettobetrag|Bruttobetrag|Zu zahlen|Bankverbindung|Überweisung|Bemerkungen"""
)

UNITS = _lines(
    "szt.|szt|szt.|SZT|kg|KG|g|l|ml|m|mb|m.b.|m²|m2|m³|km|t|godz.|h|r-g|rbh|kpl.|kpl|kmpl|opak.|op.|usł.|usł|usługa|os.|para|par|zest.|rol.|ark.|m-c|mies.|dni|dzień|doba|kWh|MWh|GJ|karton|kart.|pal.|but.|pcs|set|but|wor.|ha|tys.|%"
)
RATES = _lines(
    "23%|23 %|23|23,00%|23,00 %|8%|8 %|8|8,00|5%|5 %|0%|0 %|zw.|zw|np.|np|NP|n.p.|oo|0 WDT|0 EX|0 KR|np I|np II|22%|7%|A|B|C|D|E|4%|3%"
)
CURRENCIES = _lines("zł|zł|zł|PLN|PLN|PLN|EUR|EUR|USD|GBP|CHF|CZK|€|$|£")
SHORT = _lines(
    "Lp.|zł|zł|PLN|EUR|%|szt.|szt|1|2|3|4|5|6|7|8|9|10|0|1|2|3|nr|Nr|z|do|od|w|i|lub|dn.|r.|ul.|al.|tel.|NIP|VAT|PTU|kg|m|m²|h|A|B|C|X|x|-|–|/|0,00|0|–|•|KOR|FV|TAK|NIE|Tak|Nie|oo|zw|np|No|Ilość|J.m.|Jm|Cena|Kod|Lp|Razem|Suma|Netto|VAT%|Bank|KRS|BDO|str.|Str.|1/1|1 z 1|1/2|m-c|MPP|brak|Uwagi|GTU|CN|✓|€|$|§|@|#|I|II|III|IV|a)|b)|1)|2.|3.|4.|1.|(1)|ok.|tj.|np.|itd.|os.|pl.|św.|Sp.|z o.o.|S.A.|s.c.|PL|+|=|*|**|***|x 1|x 2|: |:|TP|FP|mb|km|t|l|°C|±|≤|½"
)
MONTHS_GEN = _lines("stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia")
MONTHS_NOM = _lines("styczeń|luty|marzec|kwiecień|maj|czerwiec|lipiec|sierpień|wrzesień|październik|listopad|grudzień")
ROMAN = _lines("I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII")
BANKS = _lines(
    "PKO BP S.A.|mBank S.A.|ING Bank Śląski S.A.|Santander Bank Polska S.A.|Bank Pekao S.A.|Bank Millennium S.A.|Alior Bank S.A.|BNP Paribas Bank Polska S.A.|Credit Agricole|Bank Spółdzielczy w|Nest Bank S.A.|BOŚ Bank|Citi Handlowy|VeloBank S.A.|Bank Pocztowy S.A.|SGB-Bank|BPS S.A.|Narodowy Bank Polski|Bank Gospodarstwa Krajowego|Deutsche Bank Polska"
)
LEGAL_FORMS = _lines(
    "Sp. z o.o.|sp. z o.o.|SP. Z O.O.|Sp. z o. o.|Spółka z o.o.|Spółka z ograniczoną odpowiedzialnością|S.A.|Spółka Akcyjna|Sp. k.|sp. j.|Sp. J.|s.c.|S.C.|P.S.A.|Sp. z o.o. Sp. k.|Spółka komandytowa|Spółka jawna|GmbH|Ltd.|a.s.|s.r.o.|SE"
)
TRADES = _lines(
    """Przedsiębiorstwo Handlowo-Usługowe|P.H.U.|PHU|P.P.H.U.|Firma Handlowa|F.H.U.|Zakład Usługowy|Zakład Produkcyjny|Hurtownia|Sklep|Biuro Rachunkowe|Kancelaria|Studio|Pracownia|Grupa|Spółdzielnia|Gospodarstwo Rolne|Stacja Paliw|Apteka|Piekarnia|Cukiernia|Drukarnia|Tartak|Auto Serwis|Warsztat|Gabinet|Hotel|Restauracja|Gmina|Miasto|Szkoła Podstawowa|Fundacja|Stowarzyszenie|Centrum|Wspólnota Mieszkaniowa|Usługi Transportowe|Usługi Budowlane|Zakład Stolarski|Agencja Reklamowa|Ośrodek|Wytwórnia|Instytut|Przychodnia|Kwiaciarnia|Księgarnia|Odlewnia|Mleczarnia|Ubojnia|Młyn|Żwirownia|Betoniarnia|Wulkanizacja"""
)
COMPANY_STEMS = _lines(
    "bud|tech|pol|ex|mar|trans|agro|med|eko|drew|stal|elektro|auto|inter|euro|metal|plast|chem|farm|bio|termo|hydro|foto|print|soft|data|net|invest|dom|max|lux|gaz|granit|las|mlek|ryb|zbóż|żel|źród|łącz|świat|śnież|ćwiek|wełn|złot|piąt|dąb|węg|koń|słoń|róż|gór|mał|biał"
)
COMPANY_ENDS = _lines(
    "pol|ex|bud|tech|mix|trans|med|plus|system|serwis|land|mar|art|dom|hurt|sport|chem|net|ia|ika|owski|anka|ów|ość|ęta|ynka|stal|drew|max|al|ol|on|it|mat|bis|żak|ński"
)

GOODS = _lines(
    """
Deska|Kantówka|Płyta OSB|Płyta meblowa|Kabel|Przewód|Śruba|Wkręt|Nakrętka|Podkładka|Kołek rozporowy|Gwóźdź|Zawias|Klamka|Zamek|Farba|Emalia|Grunt|Lakier|Klej|Silikon|Pianka montażowa|Zaprawa|Cement|Wapno|Gips|Żwir|Piasek|Kruszywo|Beton|Cegła|Pustak|Bloczek|Dachówka|Blachodachówka|Rynna|Papa|Styropian|Wełna mineralna|Folia|Taśma|Rura|Kolanko|Trójnik|Zawór kulowy|Bateria umywalkowa|Umywalka|Grzejnik|Pompa|Filtr oleju|Filtr powietrza|Olej silnikowy|Płyn hamulcowy|Klocki hamulcowe|Tarcza|Łożysko|Pasek klinowy|Uszczelka|Świeca zapłonowa|Akumulator|Żarówka|Opona|Felga|Wycieraczka|Papier ksero|Długopis|Ołówek|Zeszyt|Segregator|Teczka|Koperta|Toner|Tusz|Zszywacz|Spinacz|Kalkulator|Biurko|Krzesło|Fotel|Regał|Szafa|Stół|Lampa|Monitor|Laptop|Klawiatura|Mysz|Drukarka|Dysk SSD|Pamięć|Zasilacz|Router|Telefon|Ładowarka|Słuchawki|Mąka|Cukier|Sól|Ryż|Kasza|Makaron|Masło|Ser|Mleko|Śmietana|Jogurt|Jaja|Chleb|Bułka|Drożdżówka|Pączek|Szynka|Kiełbasa|Boczek|Kurczak|Łosoś|Śledź|Ziemniaki|Marchew|Cebula|Jabłka|Gruszki|Śliwki|Truskawki|Pomidory|Ogórki|Kapusta|Woda mineralna|Sok|Kawa|Herbata|Piwo|Wino|Czekolada|Ciastka|Miód|Dżem|Majonez|Musztarda|Ocet|Proszek do prania|Mydło|Szampon|Ręcznik|Pościel|Koszula|Spodnie|Kurtka|Buty robocze|Rękawice|Kask|Kamizelka|Wiertło|Młotek|Śrubokręt|Szczypce|Piła|Wiertarka|Szlifierka|Drabina|Łopata|Grabie|Kosiarka|Nawóz|Nasiona|Pasza|Sadzonka|Doniczka|Wąż ogrodowy|Brama|Okno|Drzwi|Parapet|Panele podłogowe|Płytki|Fuga|Listwa|Wykładzina|Zasłona|Żaluzja|Lustro|Obraz|Ramka|Świeca|Znicz|Kosz|Worki na śmieci|Paleta|Karton|Butelka|Słoik|Kubek|Talerz|Łyżka|Widelec|Nóż|Garnek|Patelnia|Czajnik|Lodówka|Pralka|Odkurzacz|Żelazko|Bilet|Książka|Podręcznik|Mapa|Puzzle|Klocki|Lalka|Rower|Hulajnoga|Namiot|Plecak|Śpiwór|Piłka|Wędka|Gaz płynny|Benzyna|Olej napędowy|Węgiel|Pellet|Drewno opałowe|Energia elektryczna|Woda|Ścieki|Lek|Bandaż|Plaster|Maska|Strzykawka|Termometr|Okulary|Soczewki|Kątownik|Profil|Blacha|Pręt|Siatka|Łańcuch|Lina|Hak|Elektroda|Drut|Przełącznik|Gniazdo|Wyłącznik|Bezpiecznik|Rozdzielnica|Puszka|Złączka|Czujnik|Sterownik|Silnik|Przekładnia|Wentylator|Sprężarka|Zbiornik|Kocioł|Komin|Rekuperator|Klimatyzator|Panel fotowoltaiczny|Falownik
Krzesełko|Stolik|Materac|Kołdra|Poduszka|Dywan|Karnisz|Roleta|Wieszak|Półka|Komoda|Witryna|Kanapa|Pufa|Ławka|Huśtawka|Grill|Parasol|Basen|Donica|Krzew|Tuja|Trawa|Ziemia|Kora|Kompost|Kostka brukowa|Krawężnik|Obrzeże|Płyta chodnikowa|Studzienka|Właz|Kratka|Wpust|Syfon|Zlewozmywak|Brodzik|Kabina|Wanna|Deszczownica|Sedes|Spłuczka|Bidet|Suszarka|Bojler|Podgrzewacz|Manometr|Reduktor|Dysza|Palnik|Butla|Wąż|Złącze|Opaska|Obejma|Kotwa|Szpilka|Nit|Zszywka|Sprężyna|Simmering|O-ring|Wał|Koło zębate|Tłok|Cylinder|Sprzęgło|Amortyzator|Drążek|Końcówka|Przegub|Półoś|Piasta|Chłodnica|Termostat|Alternator|Rozrusznik|Cewka|Sonda|Katalizator|Tłumik|Lusterko|Reflektor|Zderzak|Błotnik|Maska|Szyba|Uchwyt|Pokrowiec|Dywaniki|Płyn do spryskiwaczy|Odmrażacz|Szczotka|Mop|Wiadro|Ścierka|Gąbka|Płyn do naczyń|Papier toaletowy|Chusteczki|Pampers|Krem|Pasta do zębów|Dezodorant|Perfumy|Lakier do paznokci|Farba do włosów|Maszynka|Nożyczki|Igła|Nici|Guzik|Tkanina|Włóczka|Wstążka|Kartka|Kalendarz|Notes|Flamaster|Kredki|Plastelina|Globus|Tablica|Ekran|Projektor|Kamera|Aparat|Statyw|Głośnik|Mikrofon|Gitara|Pianino|Flet|Nuty|Płyta CD|Gra|Konsola|Pad|Zegar|Zegarek|Pierścionek|Łańcuszek|Kolczyki|Torebka|Portfel|Walizka|Parasolka|Czapka|Szalik|Skarpety|Rajstopy|Sukienka|Spódnica|Sweter|Bluza|Koszulka|Piżama|Szlafrok|Kapcie|Trzewiki|Kalosze|Fartuch|Ochraniacz|Gaśnica|Apteczka|Znak drogowy|Taśma ostrzegawcza|Kłódka|Sejf|Domofon|Alarm|Czytnik|Karta|Bateria|Latarka|Przedłużacz|Lutownica|Miernik|Suwmiarka|Poziomica|Imadło|Ścisk|Dłuto|Pilnik|Tarnik|Papier ścierny|Pędzel|Wałek|Szpachla|Kielnia|Taczka|Betoniarka|Zagęszczarka|Agregat|Spawarka|Podnośnik|Wózek paletowy|Regał magazynowy|Etykiety|Folia stretch|Mięso mielone|Karkówka|Żeberka|Wątróbka|Indyk|Kaczka|Dorsz|Pstrąg|Krewetki|Twaróg|Kefir|Maślanka|Margaryna|Olej rzepakowy|Oliwa|Pieprz|Papryka|Czosnek|Pietruszka|Seler|Buraki|Fasola|Groch|Soczewica|Kukurydza|Płatki owsiane|Orzechy|Migdały|Rodzynki|Żurawina|Cytryny|Pomarańcze|Banany|Winogrona|Arbuz|Brzoskwinie|Wiśnie|Maliny|Jagody|Porzeczki|Kakao|Żelki|Lizak|Guma do żucia|Chrupki|Paluszki|Wafle|Piernik|Sernik|Szarlotka|Rogal|Bagietka|Pierogi|Uszka|Kopytka|Zupa|Żurek|Bigos|Sałatka|Surówka|Kompot|Lemoniada|Wódka|Whisky|Nalewka|Szampan|Papierosy|Zapałki"""
)
GOODS_ADJ = _lines(
    """sosnowa|dębowy|biały|czarny|czerwona|niebieski|żółty|zielony|szara|mały|duży|średni|lekki|ciężki|ocynkowany|nierdzewna|stalowy|aluminiowa|miedziany|plastikowy|gumowa|szklany|drewniany|skórzana|bawełniany|wełniany|ręczny|elektryczna|akumulatorowy|gazowy|wodna|ogrodowy|domowy|biurowa|szkolny|przemysłowy|budowlana|samochodowy|uniwersalny|zapasowa|podwójny|pojedyncza|świeży|mrożona|wędzony|kiszona|słodki|gorzka|naturalny|ekologiczny|polski|importowany|długa|krótki|szeroki|wąska|gruby|cienka|twardy|miękka|ścienny|sufitowa|podłogowy|narożna|łazienkowa|kuchenny|wewnętrzna|zewnętrzny|lewy|prawa|górny|dolna|przedni|tylna|boczny|kompletny|wzmocniona|standardowy|premium|LUX|mix|klasa I|gat. II|extra|Pro|typ A|żeliwny|źródlana|śrubowy|ćwierćwałek|łączony"""
)
SERVICES = _lines(
    """Usługa|Usługi|Montaż|Demontaż|Naprawa|Serwis|Przegląd|Konserwacja|Wynajem|Dzierżawa|Najem|Transport|Spedycja|Dostawa|Wysyłka|Projekt|Wykonanie|Nadzór|Doradztwo|Szkolenie|Audyt|Obsługa|Sprzątanie|Malowanie|Czyszczenie|Pranie|Wywóz|Utylizacja|Druk|Oprawa|Tłumaczenie|Reklama|Publikacja|Licencja|Abonament|Hosting|Domena|Wdrożenie|Aktualizacja|Pomiar|Badanie|Analiza|Rezerwacja|Nocleg|Usługa gastronomiczna|Catering|Cięcie|Spawanie|Gięcie|Malowanie proszkowe|Wiercenie|Koszenie|Odśnieżanie|Opłata|Prowizja|Ubezpieczenie|Rata|Zaliczka na|Czynsz|Parking|Przejazd|Robocizna|Dojazd|Diagnostyka|Wymiana|Kalibracja|Pielęgnacja|Strzyżenie|Masaż|Wyżywienie|Opieka|Koncert|Wstęp"""
)
SERVICE_OBJECTS = _lines(
    """oprogramowania|lokalu|biura|samochodu|maszyn|urządzeń|instalacji elektrycznej|dachu|ogrodzenia|strony internetowej|systemu|sieci|klimatyzacji|kotła|windy|podłogi|ścian|okien|mebli|odpadów|śniegu|trawnika|dokumentacji|ksiąg rachunkowych|pracowników|towaru|palet|kontenera|koparki|rusztowania|sali|wg umowy|wg zamówienia|zgodnie z umową|za miesiąc styczeń|za miesiąc wrzesień|za październik|miesięczny|roczna|jednorazowa|dodatkowa|ekspresowa|z dojazdem|na terenie miasta|powierzchni magazynowej|części zamiennych|łącza|źródła ciepła|żurawia|gwarancyjna|pogwarancyjny|zaliczki|do umowy|podnośnika|żaluzji|opon"""
)
FOOTERS = _lines(
    """Sąd Rejonowy dla m.st. Warszawy, XII Wydział Gospodarczy KRS|Kapitał zakładowy wpłacony w całości|Towar pozostaje własnością sprzedawcy do czasu zapłaty|Prosimy o terminowe regulowanie płatności|W przypadku opóźnienia naliczamy odsetki ustawowe|Faktura bez podpisu odbiorcy|Niniejsza faktura jest wezwaniem do zapłaty|Reklamacje przyjmujemy w ciągu 7 dni|Prosimy podać numer faktury w tytule przelewu|Zwolnienie na podstawie art. 43 ust. 1|Podstawa prawna: art. 113 ust. 1 i 9 ustawy o VAT|Odwrotne obciążenie - podatek rozlicza nabywca|Opłata recyklingowa zawarta w cenie|Administratorem danych osobowych jest|Wygenerowano w programie|Zgodnie z ustawą z dnia 11 marca 2004 r.|o podatku od towarów i usług|Dz. U. poz.|na podstawie art. 106e ust. 1|Dokument nie wymaga pieczęci ani podpisu|Przy płatności prosimy o podanie numeru|Potwierdzam odbiór towaru bez zastrzeżeń|Sprzęt odebrano sprawny i kompletny|Zwrot opakowań w terminie|Produkt zgodny z normą PN-EN|Nr rejestrowy BDO|Należność prosimy uregulować na rachunek|Ceny zawierają podatek VAT|Płatność wyłącznie na rachunek faktora|Źródło: tabela kursów średnich NBP|Niniejszy dokument został utworzony elektronicznie|Państwa opiekunem jest|W sprawach płatności prosimy o kontakt|Życzymy udanych zakupów|Szanowni Państwo|Upoważniamy do wystawienia faktury bez podpisu"""
)
FOREIGN_LANGUAGES = ("de", "cs", "sk", "fr", "hu", "lt", "es", "sv", "da", "ro", "pt", "tr", "it", "en")


def _usable(words: list[str], split: str) -> list[str]:
    return [word for word in dict.fromkeys(words) if set(word) <= ALLOWED and split_of(word) == split]


@functools.cache
def words(split: str) -> list[str]:
    """Frequent Polish words in lower case."""
    return _usable([w for w in top_n_list("pl", 60000) if len(w) > 1 and not w.isdigit()], split)


@functools.cache
def polish_words(split: str) -> list[str]:
    """Words with at least one Polish letter, so that each of them is drawn often."""
    return [word for word in words(split) if any(char in POLISH for char in word)]


@functools.cache
def words_by_letter(split: str) -> dict[str, list[str]]:
    """Polish and neighbouring words by the rare letter they contain."""
    found: dict[str, list[str]] = {}
    for word in [*polish_words(split), *foreign_words(split)]:
        for char in set(word):
            if ord(char) > 127:
                found.setdefault(char, []).append(word)
    return found


@functools.cache
def foreign_words(split: str) -> list[str]:
    """Words of neighbouring languages with a letter beyond ASCII, and some English."""
    found: list[str] = []
    for language in FOREIGN_LANGUAGES:
        listed = [w for w in top_n_list(language, 12000) if len(w) > 2 and not any(c.isdigit() for c in w)]
        found += listed[:3000] if language == "en" else [w for w in listed if any(ord(c) > 127 for c in w)][:2500]
    return _usable(found, split)


@functools.cache
def lexical(name: str, split: str) -> list[str]:
    """An open class by name: surnames, first_names, towns, streets, goods, adjectives, services."""
    source = {
        "surnames": [
            *Person.male_last_names,
            *Person.unisex_last_names,
            *[n[:-1] + "a" for n in Person.male_last_names if n.endswith(("ki", "cki"))],
        ],
        "first_names": [*Person.first_names_male, *Person.first_names_female],
        "towns": list(Address.cities),
        "streets": list(Address.streets),
        "goods": GOODS,
        "adjectives": GOODS_ADJ,
        "services": SERVICES,
        "objects": SERVICE_OBJECTS,
    }[name]
    return _usable(source, split)
