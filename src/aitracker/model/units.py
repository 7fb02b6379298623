"""Words that stand after a number and are no units: multipliers, and names of currencies."""

from __future__ import annotations

_CODES = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN
BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS
GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW
KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD
NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD
SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED
VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
"""

CURRENCIES = frozenset(_CODES.split())
"""The codes of ISO 4217."""

MULTIPLIERS = {
    "K": "k",
    "mille": "k",
    "milliers": "k",
    "thousand": "k",
    "tausend": "k",
    "tsd": "k",
    "mil": "k",
    "ألف": "k",
    "آلاف": "k",
    "M": "m",
    "MM": "m",
    "mio": "m",
    "mn": "m",
    "million": "m",
    "millions": "m",
    "millionen": "m",
    "millón": "m",
    "millones": "m",
    "مليون": "m",
    "ملايين": "m",
    "mdh": "m MAD",
    "mmad": "m MAD",
    "B": "bn",
    "md": "bn",
    "mds": "bn",
    "mrd": "bn",
    "mrds": "bn",
    "milliard": "bn",
    "milliards": "bn",
    "milliarde": "bn",
    "milliarden": "bn",
    "millardo": "bn",
    "millardos": "bn",
    "billion": "bn",
    "billions": "bn",
    "mmdh": "bn MAD",
    "مليار": "bn",
    "مليارات": "bn",
    "trillion": "tn",
    "trillions": "tn",
    "billionen": "tn",
    "billones": "tn",
    "تريليون": "tn",
}
"""Numbers as words and short forms, in English, French, Arabic, German and Spanish."""

_SMALL = "eur usd gbp jpy cny chf mad aed sar dzd tnd egp xof krw inr cad aud"
"""Codes that are often written in small letters; most others are words in some language."""

CURRENCY_WORDS = {
    "€": ("EUR",),
    "euro": ("EUR",),
    "euros": ("EUR",),
    "أورو": ("EUR",),
    "يورو": ("EUR",),
    "$": ("USD",),
    "us$": ("USD",),
    "dollar": ("USD",),
    "dollars": ("USD",),
    "dólar": ("USD",),
    "dólares": ("USD",),
    "دولار": ("USD",),
    "دولارات": ("USD",),
    "£": ("GBP",),
    "pound": ("GBP", "EGP"),
    "pounds": ("GBP", "EGP"),
    "جنيه": ("EGP", "GBP"),
    "¥": ("JPY", "CNY"),
    "yen": ("JPY",),
    "yuan": ("CNY",),
    "renminbi": ("CNY",),
    "dh": ("MAD", "AED"),
    "dhs": ("MAD", "AED"),
    "dirham": ("MAD", "AED"),
    "dirhams": ("MAD", "AED"),
    "درهم": ("MAD", "AED"),
    "دراهم": ("MAD", "AED"),
    "dinar": ("DZD", "TND"),
    "dinars": ("DZD", "TND"),
    "دينار": ("DZD", "TND"),
    "riyal": ("SAR", "QAR"),
    "riyals": ("SAR", "QAR"),
    "ريال": ("SAR", "QAR"),
    "₹": ("INR",),
    "rupee": ("INR", "PKR"),
    "rupees": ("INR", "PKR"),
    "won": ("KRW",),
    "peso": ("MXN", "CLP", "COP", "ARS"),
    "pesos": ("MXN", "CLP", "COP", "ARS"),
    "sol": ("PEN",),
    "soles": ("PEN",),
    "franken": ("CHF",),
    **{code: (code.upper(),) for code in _SMALL.split()},
}
"""Names and signs of currencies with their codes; what several countries call so has several."""


def multiplier(word: str) -> str | None:
    """How a number in a word or a short form is written; None for any other word."""
    return MULTIPLIERS.get(word) or MULTIPLIERS.get(word.rstrip(".").lower())


def currencies(word: str) -> tuple[str, ...]:
    """The codes of the currency with this name or sign; none for any other word, or for a code."""
    return () if word in CURRENCIES else CURRENCY_WORDS.get(word.rstrip(".").lower(), ())
