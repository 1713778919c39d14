"""What is proposed for a person of whom the list does not say it: the language of letters, the
parts and the order of the name, Mr or Ms. No database."""

from participants.models import Organisation, Person
from participants.names import chinese, customs
from participants.names.dividing import is_vietnamese, without_forms
from participants.people.spreadsheets.lookups import name_key
from participants.people.spreadsheets.rows import Row

FORMS = {"en": ("Mr", "Ms"), "vi": ("Ông", "Bà")}
LOOKED_THROUGH = 400  # rows; what is proposed in a longer list nobody looks at before it is taken
# In the middle of a Vietnamese name these say who somebody is.
OF_A_WOMAN, OF_A_MAN = {"thị"}, {"văn"}


def form_of_address(person: Person) -> str:
    """Mr or Ms, Ông or Bà, in the language of the person's letters, where the gender that they gave
    says it or the middle of a Vietnamese name does: "Nguyễn Thị Lan". Else ""."""
    man, woman = FORMS[person.language]
    if person.gender in {Person.Gender.MAN, Person.Gender.WOMAN}:
        return man if person.gender == Person.Gender.MAN else woman
    middle = {word.casefold() for word in person.given_name.split()[:-1]}
    if not is_vietnamese(f"{person.family_name} {person.given_name}"):
        return ""
    return woman if middle & OF_A_WOMAN else man if middle & OF_A_MAN else ""


def language(person: Person) -> str:
    """Vietnamese for people of Viet Nam; and for a Vietnamese name of which neither the list nor
    the institution says the country: so it keeps its order, "Nguyễn Thị Phượng". Else ""."""
    country = person.custom_country
    name = f"{person.family_name} {person.given_name}"
    is_by_name = not country and is_vietnamese(name) and not name.isascii()
    institution = person.organisation
    if institution and institution.kind == Organisation.Kind.INTERNATIONAL:
        return "vi" if is_vietnamese(name) else ""  # its staff in Ha Noi come from everywhere
    return "vi" if country == "VN" or is_by_name else ""


def keep_division(row: Row, known: Person) -> None:
    """Of a name in one cell that is that of the known person, the parts stay as they are stored:
    somebody may have corrected them."""
    parts = [row.cells.get(name, "") for name in ("family_name", "given_name")]
    if row.whole and name_key(*parts) == name_key(known.family_name, known.given_name):
        row.cells |= {"family_name": known.family_name, "given_name": known.given_name}


def displayed(person: Person, row: Row) -> str:
    """The name in the order of the list, where it would be shown in another: of somebody whose
    country nobody knows, and a Chinese name of Singapore, Malaysia or Brunei: "Tan Wei Ming", whom
    nobody calls "Wei Ming Tan". Else ""."""
    if not (row.whole and person.family_name and person.given_name):
        return ""
    is_chinese = chinese.is_family_name(person.family_name)
    is_in_doubt = person.custom_country in customs.MALAY and is_chinese
    if person.custom_country and not is_in_doubt:
        return ""
    in_order = f"{person.family_name} {person.given_name}"
    written = without_forms(row.whole)
    if "," in written and not is_in_doubt:
        return ""
    name = in_order if "," in written else written
    is_same = name_key(name, "") == name_key(in_order, "")
    return name if is_same and name != customs.shown(person.full_name) else ""


def addressed_as(person: Person) -> str:
    """What goes after Mr or Ms in English where no country says it: of a Vietnamese name the last
    word, "Ms Phương". Else ""."""
    if person.custom_country or person.language == "vi" or not person.given_name:
        return ""
    is_by_name = is_vietnamese(f"{person.family_name} {person.given_name}")
    return person.given_name.split()[-1] if is_by_name else ""
