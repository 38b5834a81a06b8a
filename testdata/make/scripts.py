"""Letters and notices in fourteen languages, shaped by Pango and written by Cairo."""

import ctypes
import io
import os
import tempfile

import cairo
import gi
from fontTools import subset
from fontTools.ttLib import TTFont

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402  (versions are chosen first)

from press import finish  # noqa: E402

WIDTH, HEIGHT = 595.28, 841.89
MARGIN = 68
SEA, RUST, INK, STONE = "#1f4e5f", "#a4502f", "#22252b", "#8a8578"


class Sheet:
    """A page written from top to bottom in one or more scripts."""

    def __init__(self, margin=MARGIN):
        self.buffer, self.margin, self.y = io.BytesIO(), margin, 84
        self.surface = cairo.PDFSurface(self.buffer, WIDTH, HEIGHT)
        self.context = cairo.Context(self.surface)

    def write(self, text, font, colour=INK, gap=10, language="en", right=False, justify=False,
              spacing=1.25):
        """Lays out a paragraph over the full width and moves down; `right` sets the base direction
        right to left."""
        layout = PangoCairo.create_layout(self.context)
        context = layout.get_context()
        PangoCairo.context_set_resolution(context, 72)
        context.set_language(Pango.Language.from_string(language))
        context.set_base_dir(Pango.Direction.RTL if right else Pango.Direction.LTR)
        layout.context_changed()
        layout.set_auto_dir(False)
        layout.set_alignment(Pango.Alignment.RIGHT if right else Pango.Alignment.LEFT)
        layout.set_font_description(Pango.FontDescription(font))
        layout.set_width(int((WIDTH - 2 * self.margin) * Pango.SCALE))
        layout.set_justify(justify)
        layout.set_line_spacing(spacing)
        layout.set_text(text, -1)
        self.context.set_source_rgb(*(int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)))
        self.context.move_to(self.margin, self.y)
        PangoCairo.show_layout(self.context, layout)
        self.y += layout.get_size()[1] / Pango.SCALE + gap

    def rule(self, colour="#c9c2b2", gap=14):
        self.context.set_source_rgb(*(int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)))
        self.context.set_line_width(0.8)
        self.context.move_to(self.margin, self.y)
        self.context.line_to(WIDTH - self.margin, self.y)
        self.context.stroke()
        self.y += gap

    def next_page(self):
        self.context.show_page()
        self.y = 84

    def data(self):
        self.surface.finish()
        return self.buffer.getvalue()


ARABIC = [
    "أرشيف مدينة ويندلهافن",
    "رسالة إلى الآنسة سلمى الحداد، أمينة المكتبة",
    "2 آذار 2026",
    "تحية طيبة وبعد،",
    "نشكركم على رسالتكم المؤرخة 14 شباط 2026، ويسرّنا أن نخبركم بأننا وجدنا السجل الذي سألتم عنه. "
    "فقد رست السفينة Constant Anna في مينائنا يوم 19 تشرين الأول 1873، وعلى متنها 312 صندوقًا من "
    "البرتقال و45 كيسًا من السكر، ودفع ربّانها Matthias Osprey رسومًا قدرها 14.6 ماركًا.",
    "وقد كتب كاتب الميناء في هامش الصفحة 88 أن الطاهي اشتكى من ثمن البصل، وهي شكوى نجدها في كل "
    "سجل من سجلات ذلك العام. أما اسم جدّكم يوسف فمذكور في السطر السابع بخط واضح جميل.",
    "نرفق لكم صورتين (الملف HB-3-88.pdf) ونرجو أن تزورونا؛ فقاعة القراءة مفتوحة من الثلاثاء إلى "
    "الجمعة، من الساعة 9:30 إلى الساعة 17:00، والشاي على حسابنا.",
    "مع أطيب التحيات،",
    "إينيس مارلو (Ines Marlowe)، أمينة الأرشيف",
]

HEBREW = [
    "ארכיון העיר ונדלהאבן",
    "מכתב אל מר יואב ברקאי, אגודת יורדי הים",
    "2 במרץ 2026",
    "שלום רב,",
    "תודה על מכתבך מיום 11 בפברואר 2026. מצאנו את המפרשית Margit ביומן הנמל: היא שילמה את אגרת "
    "העגינה "
    "ביום 2 באוקטובר 1873, ושוב, עם מטען של 120 קורות עץ, ביום 19 בו בחודש. הסכום, 9.45 מארק, נרשם "
    "פעמיים ונמחק פעם אחת.",
    "בנובמבר נמכרה הספינה לחברת Tarn & Osprey ושמה שונה. לכן לא אבדה בים, כפי שמספרים אצלנו, אלא "
    "רק החליפה שלט. הטבח, כך כתוב, נשאר עליה עוד 6 שנים.",
    "התצלומים מצורפים (קובץ HB-3-91.pdf). אולם הקריאה פתוח בימים שלישי עד שישי, בין 9:30 ל־17:00, "
    "ונשמח להראות לך את הכרך עצמו.",
    "בברכה,",
    "אינס מארלו (Ines Marlowe), מנהלת הארכיון",
]


def letter(sheet, lines, family, language, spacing):
    """A right-to-left letter: head, addressee, date, body, close."""
    head, addressee, date, *body = lines
    options = dict(right=True, language=language)
    family += ", Noto Serif"
    sheet.write(head, family + " Bold 27", SEA, 4, **options)
    sheet.write("Wendlehaven Records Office · Old Customs House · Quay Street 1", "Lato 10.5", RUST,
                14, right=True)
    sheet.rule(gap=22)
    sheet.write(addressee, family + " Bold 15", gap=4, **options)
    sheet.write(date, family + " 15", STONE, 26, **options)
    for text in body:
        sheet.write(text, family + " 16", gap=12, spacing=spacing, **options)


def make_right_to_left():
    sheet = Sheet()
    letter(sheet, ARABIC, "Noto Naskh Arabic", "ar", 1.0)
    sheet.next_page()
    letter(sheet, HEBREW, "Noto Serif Hebrew", "he", 1.3)
    finish(sheet.data(), "letter-right-to-left.pdf", "أرشيف ويندلهافن · ארכיון ונדלהאבן",
           "Wendlehaven Records Office")


NOTICES = [
    ("zh-cn", "NoticeSC", "阅览室通知", "文德尔港档案馆 · 2026年3月2日", [
        "各位读者：自2026年4月1日起，阅览室的开放时间改为每周二至周五，上午9时30分至下午5时。每位读者一次最多"
        "可借阅五个档案盒，请使用铅笔，勿用钢笔。",
        "海港登记簿（1851—1921年）共八十三册，其中五十七册已修复，可在窗边的长桌上查阅。其余各册仍在晾干，"
        "请耐心等候。茶水免费，但请勿放在登记簿旁边。",
        "如需复印件，请注明船名（例如 Constant Anna）、年份和页码，每页收费2克朗。"]),
    ("ja", "NoticeJP", "閲覧室からのお知らせ", "ウェンドルハーフェン文書館　二〇二六年三月二日", [
        "二〇二六年四月一日より、閲覧室は火曜日から金曜日の午前9時30分から午後5時まで開きます。一度に閲覧できる"
        "箱は五つまでです。鉛筆をお使いください。万年筆はお預かりします。",
        "港の登録簿（1851〜1921年、全83冊）のうち57冊の修復が終わり、窓ぎわの長机でご覧いただけます。残りはまだ"
        "乾かしているところです。お茶は無料ですが、登録簿のそばには置かないでください。",
        "写しをご希望の方は、船の名前（たとえば Margit）、年、ページをお書き添えください。一枚2クローネです。"]),
    ("ko", "NoticeKR", "열람실 안내", "벤들하펜 기록관 · 2026년 3월 2일", [
        "2026년 4월 1일부터 열람실은 화요일에서 금요일까지 오전 9시 30분부터 오후 5시까지 엽니다. 한 번에 상자 다섯 "
        "개까지 볼 수 있으며, 연필만 사용해 주십시오.",
        "항구 등록부(1851–1921년) 여든세 권 가운데 쉰일곱 권의 복원이 끝나 창가의 긴 책상에서 읽을 수 있습니다. "
        "나머지는 아직 말리는 중입니다. 차는 무료이지만 등록부 옆에는 두지 마십시오.",
        "사본이 필요하시면 배 이름(예: Constant Anna), 연도, 쪽수를 적어 주십시오. 한 장에 2크로네입니다."]),
]


CJK = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"


def lend_font(face, text, family, folder):
    """Makes a font of this face's glyphs for `text` known to fontconfig under a name of our own.

    Cairo's subset of a face from the collection would keep 200 KB of outlines shared by all.
    """
    font = TTFont(CJK, fontNumber=face)
    options = subset.Options(desubroutinize=True, name_IDs=["*"], notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    for record in font["name"].names:
        record.string = {1: family, 4: family, 6: family, 16: family}.get(record.nameID, "Regular")
    font["CFF "].cff.fontNames[0] = family
    path = os.path.join(folder, family + ".otf")
    font.save(path)
    ctypes.CDLL("libfontconfig.so.1").FcConfigAppFontAddFile(None, path.encode())


def make_cjk():
    with tempfile.TemporaryDirectory() as folder:
        for face, (_, family, title, line, body) in zip((2, 0, 1), NOTICES):
            lend_font(face, title + line + "".join(body), family, folder)
        sheet = Sheet()
        for index, (language, family, title, line, body) in enumerate(NOTICES):
            if index > 0:
                sheet.next_page()
            sheet.write(title, family + " 34", SEA, 8, language)
            sheet.write(line, family + " 13", RUST, 14, language)
            sheet.rule(gap=26)
            for text in body:
                sheet.write(text, family + " 17", gap=22, language=language, spacing=1.35)
        data = sheet.data()
    finish(data, "notice-chinese-japanese-korean.pdf",
           "阅览室通知 · 閲覧室からのお知らせ · 열람실 안내", "Wendlehaven Records Office")


GREETINGS = [
    ("el", "Noto Serif", "Ελληνικά", "Καλώς ήρθατε στο αρχείο του λιμανιού. Τα βιβλία των πλοίων "
     "αρχίζουν το 1851 και τελειώνουν το 1921· όποιος ψάχνει έναν παππού ναυτικό, ας φέρει το "
     "όνομα, ένα μολύβι και λίγη υπομονή."),
    ("ru", "Noto Serif", "Русский", "Добро пожаловать в портовый архив. Судовые книги начинаются в "
     "1851 году и кончаются в 1921-м; кто ищет деда-моряка, пусть возьмёт с собой имя, карандаш и "
     "немного терпения. Съешьте пирожок до входа, а не в зале."),
    ("uk", "Noto Serif", "Українська", "Ласкаво просимо до портового архіву. Суднові книги ведено "
     "з 1851 року, і в них чимало цікавого: ґречні шкіпери, їхні борги та ціна на цибулю."),
    ("hi", "Noto Serif Devanagari", "हिन्दी", "बंदरगाह के अभिलेखागार में आपका स्वागत है। जहाज़ों "
                                              "की बहियाँ "
     "१८५१ से १९२१ तक की हैं; जो अपने नाविक दादा को खोज रहे हैं, वे उनका नाम, एक पेंसिल और थोड़ा "
     "धैर्य साथ लाएँ। चाय हमारी ओर से।"),
    ("th", "Noto Serif Thai", "ไทย", "ยินดีต้อนรับสู่หอจดหมายเหตุท่าเรือ "
                                     "สมุดทะเบียนเรือเริ่มตั้งแต่ปี ๑๘๕๑ "
     "ถึงปี ๑๙๒๑ ผู้ที่ตามหาปู่ซึ่งเป็นกะลาสี โปรดนำชื่อ ดินสอ และความอดทนเล็กน้อยมาด้วย น้ำชาฟรี"),
    ("ka", "Noto Serif Georgian", "ქართული", "კეთილი იყოს თქვენი მობრძანება ნავსადგურის არქივში. "
     "გემების წიგნები 1851 წელს იწყება და 1921 წელს მთავრდება."),
    ("hy", "Noto Serif Armenian", "Հայերեն", "Բարի գալուստ նավահանգստի արխիվ։ Նավերի մատյանները "
     "սկսվում են 1851 թվականին և ավարտվում 1921-ին։"),
    ("vi", "Noto Serif", "Tiếng Việt", "Chào mừng bạn đến với kho lưu trữ bến cảng. Sổ tàu bắt đầu "
     "từ năm 1851; xin mang theo tên, bút chì và một chút kiên nhẫn."),
    ("pl", "Noto Serif", "Polski", "Witamy w archiwum portowym. Księgi okrętowe zaczynają się w "
     "1851 roku; prosimy o ołówek, cierpliwość i nazwisko, choćby źdźbło śladu."),
    ("is", "Noto Serif", "Íslenska", "Velkomin í hafnarskjalasafnið. Skipabækurnar hefjast árið "
     "1851; takið með ykkur nafn, blýant og örlitla þolinmæði."),
]


def make_many():
    sheet = Sheet()
    for index, (language, family, name, text) in enumerate(GREETINGS):
        if index % 5 == 0:
            if index > 0:
                sheet.next_page()
            sheet.write("Welcome to the harbour archive", "Lato Bold 29", SEA, 4)
            sheet.write("A sheet for visitors from everywhere · Wendlehaven Records Office, 2026",
                        "Lato 10.5", RUST, 14)
            sheet.rule(gap=22)
        sheet.write(name, family + ", Noto Serif Bold 14", SEA, 3, language)
        sheet.write(text, family + ", Noto Serif 14", gap=20, language=language, spacing=1.1)
    finish(sheet.data(), "scripts-many.pdf", "Welcome to the harbour archive",
           "Wendlehaven Records Office")


def make():
    """The three documents; first the one that lends fonts, before Pango has looked for any."""
    make_cjk()
    make_right_to_left()
    make_many()
