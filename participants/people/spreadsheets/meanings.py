"""What a heading means: as people write them, as other programs export them, in two languages at
once, with "(required)" after them, and with a typing error in them. No database."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from dialogue.searching.folding import fold
from participants.people.spreadsheets.columns import (
    COLUMNS,
    FAMILY_AND_MIDDLE,
    FULL_NAME,
    IN_NOTE,
    MIDDLE_NAME,
    OTHERS,
)

# How alike a heading must be to a known one, from 0 to 100 (normalised InDel similarity of the
# letters): "Instituton" and "institution" are at 95. Short ones are not compared.
ALIKE, LONG_ENOUGH = 90, 7

# Not needed, and nobody has to be told: the number of a row, what a program says of itself.
NOTHING = "nothing"
# To be told by what the column holds, see `contents`.
TITLE, ADDRESS_FORM, INSTITUTION = "title", "form_of_address", "institution"

ALSO = {
    NOTHING: "STT|TT|Số TT|Số thứ tự|No|Nr|№|#|S/N|SN|Sl No|Serial number|ID|Row|Number|Reason|"
    "Lý do chưa nhập|Why it was not imported|Timestamp|Start time|Completion time|Dấu thời gian",
    FULL_NAME: "Name|Full name|Fullname|Complete name|Họ và tên|Họ tên|Họ & tên|Tên đại biểu|"
    "Họ và tên đại biểu|Attendee name|Participant name|Participant|Attendee|Delegate name|"
    "Delegate|Guest name|Guest|Speaker|Speaker name|Contact name|Person|Nome|Nombre|Nom complet|"
    "Name of participant|Names|First and last name|First & last name|Name and surname|"
    "Name surname|Họ, tên|Họ và tên khách mời|Khách mời|Đại biểu|Invitee|Registrant|File as|"
    "Nombre completo|Nome completo|Nombre y apellidos|Vor- und Nachname|Imię i nazwisko|ФИО|"
    "姓名|氏名|名前|성명|이름|ชื่อ-นามสกุล|Nama|Nama lengkap|First name and last name|"
    "Last name, first name|Nom|Naam|Namn|Navn|Nimi|Név|ФИО полностью|ชื่อ|ชื่อ-สกุล|ชื่อ นามสกุล|"
    "Nama penuh|Nama peserta|ឈ្មោះ|ຊື່|성함|이름(국문)|お名前|ご氏名|姓名(中文)|Nom et prénom|"
    "Nom et prénoms|"
    "Prénom et nom|真实姓名|Фамилия, имя, отчество|Ho ten|Ho va ten|Ho & ten",
    MIDDLE_NAME: "Middle name|Middle names|Middle initial|Additional name|Tên đệm|Chữ đệm|"
    "Second name|Отчество|Nombre de en medio|Ten dem|Ten lot",
    FAMILY_AND_MIDDLE: "Họ đệm|Họ và tên đệm|Họ và đệm|Họ lót|Họ và chữ lót|Họ, tên đệm|"
    "Họ và tên lót|"
    "Họ tên đệm",
    "family_name": "Familyname|Lastname|Surname(s)|Nachname|Familienname|Nom de famille|Apellido|"
    "Apellidos|Sobrenome|Cognome|Family|Last|姓|성|Фамилия|"
    "Efternavn|Efternamn|Etternavn|Achternaam|Sukunimi|Nazwisko|Příjmení|Priezvisko|Soyadı|"
    "นามสกุล|"
    "Family names|Surnames|Nama keluarga|Apelido",
    "given_name": "Firstname|Givenname|Vorname|Prénom|Prenom|Nombres|Forenames|First|Given|"
    "Tên gọi|名|이름(first)|Preferred first name|Имя|Fornavn|Förnamn|Voornaam|Etunimi|Imię|"
    "Jméno|Meno|"
    "Adı|Nome próprio|Nama depan",
    TITLE: "Title|Position|Chức vụ|Chức danh",
    "title_en": "Job title|Jobtitle|Functional title|Function|Designation|Role in organisation|"
    "Occupation|Post|Rank|Profession|Organization title|Organization 1 - Title|Position/Title|"
    "Title/Position|Job|Job position|Job role|Professional title|Position title|Current position|"
    "Puesto|Cargo|Funktion|Poste|Fonction|직위|职务|職位|Jabatan|Jawatan|Role|"
    "職稱|职称|职位|役職|직책|직위|ตำแหน่ง|Должность|Stilling|Befattning|Functie|Stanowisko|"
    "Primary role|Main role",
    "title_vi": "Chức vụ công tác|Chức vụ, chức danh|Chức danh, chức vụ|Chức vụ hiện tại|Vị trí|"
    "Vị trí công tác|Chức vụ/Chức danh|Nghề nghiệp",
    ADDRESS_FORM: "Form of address|Salutation|Danh xưng|Cách xưng hô|Prefix|Name prefix|"
    "Honorific|"
    "Honorifics|Courtesy title|Xưng hô|Học hàm|Học vị|Học hàm, học vị|Học hàm/Học vị|"
    "Ông/Bà|Mr/Ms|Mr/Mrs|Mr./Ms.|Titre|Anrede|Attendee name: Title|Academic title|คำนำหน้า|"
    "คำนำหน้าชื่อ|"
    "敬称|呼称|Gelaran|Sapaan|Danh xưng (Ông/Bà)|Обращение",
    "native_name": "Name in native language|Name in local script|Chinese name",
    INSTITUTION: "Institution|Organisation|Organization|Cơ quan|Đơn vị|Cơ quan, đơn vị",
    "institution_en": "Company|Affiliation|Affiliations|Employer|Agency|Company name|Institute|"
    "Organisation name|Organization name|Organization 1 - Name|Ministry|University|Entity|"
    "Company/Organisation|Company/Organization|Institution/Organisation|Company/Institution|"
    "Organisation/Company|Firm|Institution name|Name of organisation|Name of institution|"
    "Ministry/Agency|Ministry/Organisation|Name of organization|Org|Organisme|Société|Entreprise|"
    "Firma|Empresa|Institución|Organización|Organización/Empresa|Instansi|소속|单位|所属|"
    "Institutional affiliation|Home institution|School|Delegation|Organisation/Institution|"
    "Represented organisation|Workplace|Place of work|Syarikat|Pracoviště|Ente|Organizzazione|"
    "소속사|소속기관|회사|기관|機関|会社|公司|机构|單位|หน่วยงาน|องค์กร|สังกัด|Организация|"
    "Компания|Место работы|Agensi|"
    "Jabatan/Agensi|Lembaga|Organisatie|Virksomhed|Affiliated institution|"
    "工作单位|公司名称|Laboratoire|Labo|Établissement",
    "institution_vi": "Đơn vị công tác|Cơ quan công tác|Nơi công tác|Nơi làm việc|Tên cơ quan|"
    "Tên đơn vị|Cơ quan/Đơn vị|Đơn vị/Cơ quan|Công ty|Tổ chức|Trường|Bộ, ngành|Bộ/ngành|"
    "Bộ, ngành, địa phương|Cơ quan, tổ chức|Đơn vị, cơ quan công tác|Trường/Đơn vị",
    "institution_kind": "Organisation type|Organization type|Type of organisation|"
    "Type of organization|Type of institution|Sector",
    "country": "Nationality|Country of residence|Country/Region|Business Country/Region|"
    "Country or region|Country name|Country of affiliation|Quốc tịch|Nước/Quốc gia|País|Pays|"
    "Land|"
    "Negara|Business country|Country of institution|Country/Territory|国家|国籍|"
    "Quốc gia/Vùng lãnh thổ|"
    "Member State|Nation|Economy|Страна|국가|国|국적|ประเทศ|สัญชาติ|Kewarganegaraan|Warganegara|"
    "Kraj|Ülke|Landet|Nationalité|Nacionalidad|Nacionalidade",
    "email": "E-mail 1 - Value|E-mail 2 - Value|E-mail 2 Address|E-mail 3 Address|Email ID|"
    "Attendee email|Registrant email|Business email|Work email|Personal email|E-mail(s)|Emails|"
    "Email addresses|Địa chỉ email|Email address 1|Courriel|Correo electrónico|Correo|"
    "Mail address|"
    "Địa chỉ e-mail|Hộp thư|Hòm thư|Username|Email Id|User email|邮箱|电子邮件|メールアドレス|"
    "이메일|"
    "E-mail liên hệ|Primary email|Secondary email|Contact email|E-mailadresse|E-postadress|"
    "E-postadresse|E-mailadres|Электронная почта|Эл. почта|อีเมล|Surel|E-mel|Alamat e-mail|"
    "이메일 주소|"
    "電子メール|電子郵件|信箱|电子邮箱|邮件|邮箱地址|"
    "Adresse e-mail|Adresse email|Рабочий имэйл|E-posta",
    "phone": "Tel|Mobile phone|Mobile number|Cell phone|Cell|Cellphone|Phone number|"
    "Telephone number|"
    "Business phone|Work phone|Contact number|Phone 1 - Value|Phone 2 - Value|SĐT|SDT|ĐT|"
    "Điện thoại di động|Di động|Số di động|Số ĐT|Số điện thoại liên hệ|Điện thoại liên hệ|"
    "Home phone|WhatsApp|WhatsApp number|Phone no|Mobile no|Tel no|Telefon|Teléfono|Téléphone|"
    "Handy|Contact no|HP|Hotline|Primary phone|Company main phone|Office phone|Contact|"
    "Mobile/WhatsApp|电话|手机|Business phone 2|No. Telepon|Telefone|Phone_number|"
    "電話|電話番号|전화번호|전화|휴대폰|연락처|โทรศัพท์|เบอร์โทร|เบอร์โทรศัพท์|Телефон|"
    "Мобильный телефон|"
    "Рабочий телефон|No. Telefon|No telefon|Nomor telepon|Nomor HP|Dien thoai|So dien thoai|"
    "Phone primary|"
    "Primary phone number|手机号|手机号码|联系电话|Téléphone portable|Домашний телефон|"
    "Сотовый телефон|Дополнительный телефон|Другой телефон|Mobil|Telefonnummer",
    "postal_address": "Business street|Business city|Business state|Business postal code|"
    "Street|Street address|Mailing address|Address 1 - Formatted|Postal code|Zip|Zip code|"
    "Work address|Business address|Địa chỉ liên hệ|Địa chỉ cơ quan|Address line 1|Address line 2|"
    "Business street 2|Office address|联系地址|通讯地址|Почтовый адрес|Адрес почтовый|"
    "Адрес|Company address|State/Province",
    "assistant_name": "Assistant's name|Assistant name|Secretary",
    "cc_email": "Assistant's email|Assistant email|Cc email|Email của thư ký|Email trợ lý",
    "gender": "Sex|Nam/Nữ|Gender identity|Giới|Gender/Sex",
    "note": "Commentaires|Notes|Remarks|Remark|Comment|Comments|Biography|Bio|Ghi chú khác|Lưu ý",
    "language": "Preferred language|Correspondence language|Working language|E-mail language|"
    "Locale",
    "category": "Participant category|Delegate category|Loại đại biểu|Nhóm khách mời|"
    "Đối tượng|Thành phần|Category of participant|Type of participant|Participant type",
    IN_NOTE: "Dietary requirements|Dietary restrictions|Dietary preferences|Dietary|Department|"
    "Phòng ban|Phòng, ban|Special requirements|Accessibility needs|Yêu cầu ăn uống|"
    "Organization department|Faculty|Division|Unit|Khoa|City|Thành phố|Town|LinkedIn|Website|Url|"
    "State|Suffix|Name suffix|Nickname|Pronouns|Lĩnh vực|Topic|Ngày sinh|Date of birth|DOB|"
    "Birthday|Age|Năm sinh|Số CCCD|Passport number|Số hộ chiếu",
}  # fmt: skip
# Around the words that count. "Your work email (required)", "Delegate's job title".
FILLERS = frozenset(
    """
    your the a an of for please enter what is s are do you work at in attendee attendees
    participant participants delegate delegates guest invitee registrant speaker contact primary
    business official current required optional bat buoc vui long nhap cua dai bieu khach moi
    quy ong ba anh chi xin cho biet thong tin ghi ro field text answer user applicant member
    preferred which with if any full active english tieng author from person lien he ca nhan vn
    en provide information details 1 2 main
    """.split()  # noqa: SIM905
)
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")  # "companyName", as programs export it
# "E-mail 1 - Label" of Google, "E-mail Display Name" of Outlook.
OF_A_PROGRAM = re.compile(
    r"(?:e-?mail|phone|address|website|relation|event|im|custom field)\b.*"
    r"\b(?:label|type|display name)"
    r"|organi[sz]ation \d+ - (?:type|yomi name|symbol|location|job description)"
    r"|(?:.* )?(?:yomi|phonetic)(?: .*)?",
    re.IGNORECASE,
)
# Whose name and address these are is another's than the guest's: who paid, who is rung up at night.
OF_ANOTHER = re.compile(
    r"\b(?:buyer|payer|purchaser|billing|invoice|emergency|paid by"
    r"|(?:order|invit|refer|register|creat|approv|recommend)\w* by|referrer"
    r"|khẩn cấp|người giới thiệu|người thanh toán|xuất hóa đơn)\b",
    re.IGNORECASE,
)
# Of these only the whole heading says what they are: "Last contact" is a day.
ONLY_WHOLE = {"first", "last", "given", "family"}
PARTS = re.compile(r"[/|\n\r()\[\]:;–—?*.]|\s-\s")


def key(text: str) -> str:
    """The letters of a heading: “E-mail” and “e mail” are the same."""
    return "".join(char for char in fold(text) if char.isalnum()) or text.strip()


_KNOWN = {key(text): name for name, texts in ALSO.items() for text in texts.split("|")}
_KNOWN |= {
    key(text): column.name
    for column in [*COLUMNS.values(), *OTHERS.values()]
    for text in (column.name, column.en, column.vi, *column.also)
    if key(text) not in _KNOWN
}
GIVEN_BACK = {key("Why it was not imported"), key("Lý do chưa nhập")}
_LONG = [known for known in _KNOWN if len(known) >= LONG_ENOUGH]


def is_given_back(texts: Iterable[str]) -> bool:
    """Whether these are headings of the rows that were not imported, as we give them back."""
    return bool(GIVEN_BACK & {key(text) for text in texts})


def meaning_of(text: str, remembered: Mapping[str, str] | None = None) -> str:
    """The name of the column, or TITLE and the like, or NOTHING; "" for what is not known.

    `remembered` is {key of a heading: what organisers said that it means}.
    """
    own = (remembered or {}).get(key(text))
    return own if own is not None else _meaning(text)


@lru_cache(maxsize=4096)
def _meaning(text: str) -> str:
    if not text.strip() or len(text) > 300:
        return ""
    if OF_A_PROGRAM.fullmatch(text.strip()) or OF_ANOTHER.search(text):
        return NOTHING
    if whole := _of_words(text):
        return whole
    parts = [name for part in PARTS.split(text) if (name := _of_words(part))]
    # Of "Attendee name: Given name" the last says more; of "Name (Họ và tên)" both say the same;
    # of "Nom / Last name" the part says which name it is.
    telling = [name for name in parts if name not in {NOTHING, IN_NOTE}] or parts
    if FULL_NAME in telling and len(part := {"family_name", "given_name"} & {*telling}) == 1:
        return part.pop()
    if telling:
        return telling[-1] if ":" in text else telling[0]
    letters = key(text)
    if len(letters) >= LONG_ENOUGH:
        match = process.extractOne(letters, _LONG, scorer=fuzz.ratio, score_cutoff=ALIKE)
        return _KNOWN[match[0]] if match else ""
    return ""


def _of_words(text):
    letters = key(text)
    if letters in _KNOWN:
        return _KNOWN[letters]
    words = re.findall(r"[^\W_]+", fold(CAMEL.sub(" ", text)))
    if len(words) > 1 and words[-1] == "name":  # "School name"
        named = _KNOWN.get("".join(words[:-1]), "")
        if named.startswith(INSTITUTION) and named != "institution_kind":
            return named
    left = [word for word in words if word not in FILLERS]
    if not left or len(left) == len(words) or ONLY_WHOLE.issuperset(left):
        return ""
    return _KNOWN.get("".join(left), "")
