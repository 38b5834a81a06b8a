/// A name in each of many scripts, all of which are to come out right.
enum Names {
    static let byScript = [
        "Latin": "Šárka Dvořáková-Łęcka Þórðardóttir",
        "Vietnamese": "Nguyễn Thị Hồng Nhung",
        "Greek": "Ἀλέξανδρος Παπαδόπουλος",
        "Cyrillic": "Александр Ёлкин Їжакевич",
        "Arabic": "محمد عبد الله الأنصاري",
        "Hebrew": "דוד בן־גוריון",
        "Devanagari": "क्षितिज श्रीवास्तव",
        "Thai": "ณัฐวุฒิ ศรีสุข",
        "Chinese": "王小明 欧阳娜",
        "Japanese": "山田 太郎 さくら ハルカ",
        "Korean": "김철수 홍길동",
        "Georgian": "გიორგი მაისურაძე",
        "Armenian": "Արամ Խաչատրյան",
        "Emoji": "Zoë 🎉🦊",
    ]
}
