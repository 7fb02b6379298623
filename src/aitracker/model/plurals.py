"""Arabic plurals that change the inside of a word, those of the words a registry is full of.

No rule makes them from the singular; the plurals that only add an ending need no table.
"""

from __future__ import annotations

from functools import cache

_PLURALS = """
مركز مراكز  معهد معاهد  مشروع مشاريع  برنامج برامج  قانون قوانين  مرسوم مراسيم  قرار قرارات
عقد عقود  وثيقة وثائق  تقرير تقارير  خريطة خرائط  خارطة خرائط  خطة خطط  هدف اهداف  رقم ارقام
صندوق صناديق  منصب مناصب  فرصة فرص  جهة جهات  مدينة مدن  اقليم اقاليم  دولة دول  بلد بلدان
وزير وزراء  رئيس رؤساء  مدير مدراء  عضو اعضاء  شريك شركاء  خبير خبراء  طالب طلبة  طالب طلاب
استاذ اساتذة  طفل اطفال  شاب شباب  فريق فرق  حزب احزاب  لجنة لجان  مجلس مجالس  مكتب مكاتب
مدرسة مدارس  كلية كليات  متحف متاحف  قطب اقطاب  نظام انظمة  نموذج نماذج  اداة ادوات  جهاز اجهزة
حاسوب حواسيب  مصنع مصانع  معيار معايير  مبدا مبادئ  حق حقوق  ميثاق مواثيق  نص نصوص  حدث احداث
يوم ايام  شهر اشهر  خبر اخبار  مصدر مصادر  مرحلة مراحل  محور محاور  مجال مجالات  خدمة خدمات
ورشة اوراش  ورش اوراش  منتدى منتديات  ملف ملفات  مهمة مهام  مرفق مرافق  موعد مواعيد  عمل اعمال
محكمة محاكم  حكم احكام  درهم دراهم
"""


@cache
def _partners() -> dict[str, frozenset[str]]:
    """By folded word, its other number."""
    from aitracker.model.folding import fold

    words = fold(_PLURALS).split()
    partners: dict[str, set[str]] = {}
    for one, several in zip(words[::2], words[1::2], strict=True):
        partners.setdefault(one, set()).add(several)
        partners.setdefault(several, set()).add(one)
    return {word: frozenset(others) for word, others in partners.items()}


def other_number(word: str) -> frozenset[str]:
    """The plurals of a folded Arabic word, or what it is the plural of; none for most words."""
    return _partners().get(word, frozenset())
