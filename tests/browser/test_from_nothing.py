"""From no dialogue to thirty invitations that are sent, counted: pages, clicks, fields."""

import io

import openpyxl
import pytest
from playwright.sync_api import expect

MOST_PAGES, MOST_FIELDS = 12, 30
# A ministry's list as it comes: no categories, hardly a form of address, one column for titles in
# either language.
HEADINGS = ["STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Email", "Điện thoại", "Quốc gia"]
GUESTS = """
Nguyễn Thị Lan|Vụ trưởng|Bộ Khoa học và Công nghệ|lan@mst.example.vn|Việt Nam
Trần Văn Bình|Phó Vụ trưởng|Bộ Khoa học và Công nghệ|binh@mst.example.vn|Việt Nam
Lê Minh Châu|Chuyên viên chính|Bộ Khoa học và Công nghệ|chau@mst.example.vn|Việt Nam
Phạm Quốc Dũng|Cục trưởng|Cục Chuyển đổi số quốc gia|dung@cuc.example.vn|Việt Nam
Hoàng Thu Giang|Chuyên viên|Cục Chuyển đổi số quốc gia|giang@cuc.example.vn|Việt Nam
Vũ Thị Hạnh|Phó Giám đốc|Sở Thông tin Hà Nội|hanh@so.example.vn|Việt Nam
Đặng Văn Khánh|Thanh tra viên|Văn phòng Chính phủ|khanh@vp.example.vn|Việt Nam
PGS.TS. Bùi Đức Long|Viện trưởng|Viện Công nghệ số|long@vien.example.vn|Việt Nam
TS. Đỗ Mai Phương|Trưởng phòng|Viện Công nghệ số|phuong@vien.example.vn|Việt Nam
GS.TS. Hoàng Quốc Việt|Giáo sư|Trường Đại học Bách khoa|viet@dh.example.vn|Việt Nam
ThS. Ngô Thanh Tâm|Giảng viên|Trường Đại học Bách khoa|tam@dh.example.vn|Việt Nam
Dương Ngọc Anh|Nghiên cứu viên|Học viện Chính sách|anh@hv.example.vn|Việt Nam
Lý Văn Sơn|Giám đốc|Công ty Cổ phần Sao Mai|son@saomai.example.vn|Việt Nam
Trịnh Thị Uyên|Phó Tổng Giám đốc|Tập đoàn Sông Hồng|uyen@songhong.example.vn|Việt Nam
Cao Bảo Vinh|Kỹ sư trưởng|Tập đoàn Sông Hồng|vinh@songhong.example.vn|Việt Nam
Đinh Hải Yến|Phóng viên|Báo Buổi sáng|yen@bao.example.vn|Việt Nam
Mai Tuấn Kiệt|Chuyên gia|Báo Buổi sáng|kiet@bao.example.vn|Việt Nam
Phan Thị Quỳnh|Chuyên viên|Công ty TNHH Bình Minh|quynh@binhminh.example.vn|Việt Nam
Prof. Kenji Tanaka|Professor|University of Kyoto|tanaka@kyoto.example.org|Nhật Bản
Dr Aisha Rahman|Director|Institute of Data Policy|aisha@idp.example.org|Malaysia
Mei Tan|Chief Executive|Example Robotics Ltd|mei@robotics.example.org|Singapore
Ms Chloe Martin|Counsel|Northern Cloud Inc|chloe@cloud.example.org|Australia
Somchai Jaidee|Deputy Director-General|Ministry of Digital Affairs|somchai@mda.example.org|Thái Lan
Maria Santos|Undersecretary|Department of Information|maria@doi.example.org|Philippines
Mr Budi Hartono|Advisor|Ministry of Communication|budi@moc.example.org|Indonesia
Minjun Kim|Researcher|Hankook University|m.kim@hankook.example.org|Hàn Quốc
Sok Dara|Lecturer|Royal College of Science|dara@rcs.example.org|Campuchia
Anna Schmidt|Head of Policy|Rhein Software GmbH|schmidt@rhein.example.org|Đức
John Carter|Partner|Pacific Ventures LLC|carter@pacific.example.org|Hoa Kỳ
Bounmy Phanith|Director|Mekong Telecom Company|bounmy@mekong.example.org|Lào
"""
# Who is a woman, where neither the list nor the name says so: rows of the file.
WOMEN = {4: "vi", 6: "vi", 12: "vi", 13: "vi", 17: "vi", 22: "en", 25: "en", 29: "en"}
TYPED = [
    {
        "title_en": "Dialogue on Data",
        "title_vi": "Đối thoại về dữ liệu",
        "starts_on": "2031-06-02",
        "ends_on": "2031-06-03",
        "venue_en": "Hanoi",
        "venue_vi": "Hà Nội",
        "host_en": "Ministry of Science and Technology",
        "host_vi": "Bộ Khoa học và Công nghệ",
    },
    {},  # seats and categories are as they usually are
    {},  # so are the deadline and the reminders
    {
        "contact_name_en": "Secretariat",
        "contact_name_vi": "Ban Thư ký",
        "contact_email": "office@example.org",
    },
]


def guests():
    """The list as a spreadsheet."""
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    for number, line in enumerate(GUESTS.strip().splitlines(), 1):
        name, title, institution, address, country = line.split("|")
        book.active.append([number, name, title, institution, address, "", country])
    file = io.BytesIO()
    book.save(file)
    return {"name": "guests.xlsx", "mimeType": "application/xlsx", "buffer": file.getvalue()}


class Counter:
    """A person at a page, of whom every page, click and field is counted."""

    def __init__(self, page):
        self.page, self.pages, self.clicks, self.fields = page, 1, 0, 0

    def go(self, selector):
        self.clicks += 1
        with self.page.expect_navigation():
            self.page.click(selector)
        self.pages += 1

    def fill(self, values):
        for name, value in values.items():
            self.page.fill(f"[name={name}]", value)
        self.fields += len(values)

    def choose(self, **values):
        for name, value in values.items():
            self.page.select_option(f"[name={name.replace('_', '-')}]", value)
        self.fields += len(values)

    def tick(self, selector):
        self.page.check(selector)
        self.fields += 1

    def all_of_the_list(self, action):
        self.clicks += 1
        self.page.check("#action-toggle")
        self.page.select_option("select[name=action]", action)
        self.fields += 1
        self.go("button[name=index]")


def check_the_rows(person):
    """Categories for those whose institution proposes none, forms of address, a name."""
    person.choose(give_1="companies", to_1="without")
    for row, code in WOMEN.items():
        person.tick(
            f"[name=cell-{row}-form_of_address_{code}][value={'Bà' if code == 'vi' else 'Ms'}]"
        )
    person.choose(form_for_others="men")
    for tick in person.page.locator(".otherwise input").all():
        tick.check()
        person.fields += 1


@pytest.mark.parametrize("size", ["desktop"], indirect=True)
def test_thirty_invitations_are_sent_within_twelve_pages(visit, world):
    admin = visit("en", signed_in=world)
    admin.goto(f"{world.url}/admin/")
    person = Counter(admin)
    person.go("a.act:has-text('New dialogue')")
    for values in TYPED:
        person.fill(values)
        person.go("[name=go-on]")
    person.go(".checks a:has-text('Guests')")
    admin.set_input_files("[name=file]", guests())
    person.fields += 1
    person.go("input[type=submit].default")
    check_the_rows(person)
    person.go("button[name=confirmed]")
    person.all_of_the_list("clear")
    person.go("[name=confirmed]")
    person.all_of_the_list("invite")
    expect(admin.locator(".gaps", has_text="form of address")).to_have_count(0)
    pages = person.pages
    person.go("[name=confirmed]")
    expect(admin.locator(".messagelist .success").first).to_be_visible()
    expect(admin.locator("#result_list .state-invited")).to_have_count(30)
    assert pages <= MOST_PAGES, person.clicks
    assert person.fields <= MOST_FIELDS, person.fields
