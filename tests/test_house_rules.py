"""What only one place may do: read the environment, send mail, write an invitation's status; and
what no place may do: listen to signals, import a test, hold a template's line that is too long to
read. Each rule is first shown to complain about bad examples.

The rules read source, so they see what is written plainly. Whoever wants to deceive them can.
"""

import ast

import pytest

from tests.source import calls, complaints, dotted, example, imports, modules, templates

# Signals


def signal_receivers(_path, tree):
    for node, name in imports(tree):
        if name == "django.dispatch":
            yield node, "imports django.dispatch"
    for node, name in calls(tree):
        if name.endswith(".connect"):
            yield node, f"connects a receiver: {name}"
    for node in ast.walk(tree):
        for decorator in getattr(node, "decorator_list", []):
            if dotted(decorator).split(".")[-1] == "receiver":
                yield decorator, "is a signal receiver"


@pytest.mark.parametrize(
    "source",
    [
        "from django.dispatch import receiver",
        "@receiver(post_save)\ndef after(**kwargs): pass",
        "@dispatch.receiver([post_save])\ndef after(**kwargs): pass",
        "def ready(self):\n    post_save.connect(after, sender=Person)",
        "signals.post_save.connect(after)",
    ],
)
def test_a_signal_receiver_is_noticed(source):
    assert complaints(signal_receivers, example(source))


def test_there_are_no_signal_receivers():
    assert complaints(signal_receivers) == []


# The environment

SETTINGS = "dialogue/settings.py"
ENVIRONMENT_READER = "dialogue/access/environment.py"  # through which the settings read it
URL_READER = "dialogue/access/service_urls.py"  # it reads addresses with that library
ENVIRONMENT = {"os.environ", "os.environb", "os.getenv"}


def uses_of_environment(path, tree):
    """Allowed are the top of settings.py, which ends at its first function, and naming the settings
    module. `env.…_config(text)` only parses what was read above."""
    if path == ENVIRONMENT_READER:
        return
    naming = {
        node.func.value
        for node, name in calls(tree)
        if name == "os.environ.setdefault" and node.args[0].value == "DJANGO_SETTINGS_MODULE"
    }
    for node, name in imports(tree):
        if name in ENVIRONMENT or (name.split(".")[0] == "environ" and path != URL_READER):
            yield node, f"imports {name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and dotted(node) in ENVIRONMENT and node not in naming:
            yield node, f"uses {dotted(node)}"
    top_ends = min((n.lineno for n in tree.body if isinstance(n, ast.FunctionDef)), default=0)
    for node, name in calls(tree):
        if name.startswith("env.") and not name.endswith("_config") and node.lineno > top_ends > 0:
            yield node, f"calls {name} below the top"


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("dialogue/mail/outbox.py", "import os\nhost = os.environ['SMTP_HOST']"),
        (URL_READER, "import os\nhost = os.environ['SMTP_HOST']"),
        ("dialogue/mail/outbox.py", "import os\nhost = os.environ.get('SMTP_HOST')"),
        ("dialogue/mail/outbox.py", "import os\nhost = os.getenv('SMTP_HOST')"),
        ("dialogue/mail/outbox.py", "from os import environ"),
        ("dialogue/mail/outbox.py", "import environ\nenv = environ.Env()"),
        ("dialogue/wsgi.py", "import os\nos.environ.setdefault('MODE', 'demo')"),
        (SETTINGS, "import os\nDEBUG = os.environ['DEBUG']"),
        (SETTINGS, "def refuse(): pass\nDEBUG = env.bool('DEBUG')"),
    ],
)
def test_a_use_of_the_environment_elsewhere_is_noticed(path, source):
    assert complaints(uses_of_environment, example(source, path))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("dialogue/wsgi.py", "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'x')"),
        (SETTINGS, "A = env.str('A')\ndef refuse(): pass\nDB = env.db_url_config(A)"),
    ],
)
def test_the_top_of_the_settings_may_read_the_environment(path, source):
    assert not complaints(uses_of_environment, example(source, path))


def test_the_environment_is_read_at_the_top_of_the_settings_and_nowhere_else():
    assert complaints(uses_of_environment) == []


# Mail

CARRIER = "dialogue/mail/delivery/smtp.py"
BUILDER = "dialogue/mail/delivery/mime.py"  # it makes messages and sends none
PIPES = "dialogue/management/time_limit.py"  # what it sends goes to another process
SENDING_CALLS = {"send", "send_messages", "email_user", "send_mail", "send_mass_mail"}


def senders_of_mail(path, tree):
    if path == CARRIER:
        return
    for node, name in imports(tree):
        if path == BUILDER and name.startswith("django.core.mail"):
            continue
        if name.split(".")[0] == "smtplib" or name.startswith("django.core.mail"):
            yield node, f"imports {name}; write mails through dialogue.mail.outbox"
    for node, name in calls(tree):
        if path == PIPES and name == "pipe.send":
            continue
        if name.split(".")[-1] in SENDING_CALLS or name.endswith("mail_admins"):
            yield node, f"calls {name}; write mails through dialogue.mail.outbox"


@pytest.mark.parametrize(
    "source",
    [
        "from django.core.mail import send_mail",
        "from django.core.mail import EmailMessage",
        "from django.core import mail\nmail.get_connection()",
        "import smtplib",
        "message_for(mail).send()",
        "connection.send_messages([message])",
        "user.email_user('Hello', 'text')",
    ],
)
def test_sending_mail_past_the_outbox_is_noticed(source):
    assert complaints(senders_of_mail, example(source))
    assert not complaints(senders_of_mail, example(source, CARRIER))


def test_only_the_carrier_calls_the_email_backend():
    assert complaints(senders_of_mail) == []


# The status of invitations

MOVER = "participants/workflow/transitions.py"
WRITING_CALLS = {
    "update",
    "create",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "Invitation",
}


def _is_anothers_status(name):
    """Whether a chain of names is about a dialogue, which has a status too, and not about its
    invitations."""
    lowered = name.lower()
    return "dialogue" in lowered and "invitation" not in lowered


def _names_status(node):
    """Whether a call is given status=…, {"status": …} or a list of fields with "status" in it."""
    if any(keyword.arg == "status" for keyword in node.keywords):
        return True
    inside = [*node.args, *(keyword.value for keyword in node.keywords)]
    for part in (piece for value in inside for piece in ast.walk(value)):
        names = (
            part.keys
            if isinstance(part, ast.Dict)
            else part.elts
            if isinstance(part, ast.List | ast.Tuple | ast.Set)
            else []
        )
        if any(isinstance(name, ast.Constant) and name.value == "status" for name in names):
            return True
    return False


def writers_of_status(path, tree):
    """Assignments to `.status`, setattr, and writing calls that name it, of an invitation or of
    what may be one. Reading and filtering are free."""
    if path == MOVER or "/migrations/" in path:
        return
    for node in ast.walk(tree):
        targets = getattr(node, "targets", []) or [getattr(node, "target", None)]
        for target in targets:
            is_status = isinstance(target, ast.Attribute) and target.attr == "status"
            if is_status and not _is_anothers_status(dotted(target)):
                yield node, f"assigns {dotted(target)}"
    for node, name in calls(tree):
        last = name.split(".")[-1]
        if last == "setattr" and len(node.args) > 1 and _is_status(node.args[1]):
            yield node, "sets status"
        writes = last in WRITING_CALLS or last in {"bulk_update", "save"}
        if writes and _names_status(node) and not _is_anothers_status(name):
            yield node, f"writes status by {name}"


def _is_status(node):
    return isinstance(node, ast.Constant) and node.value == "status"


@pytest.mark.parametrize(
    "source",
    [
        "invitation.status = 'accepted'",
        "invitation.status: str = 'accepted'",
        "setattr(invitation, 'status', 'accepted')",
        "Invitation.objects.filter(pk=1).update(status='accepted')",
        "dialogue.invitations.update(status='accepted')",
        "rows.update(status='accepted')",
        "rows.update(**{'status': 'accepted'})",
        "Invitation.objects.create(person=person, status='accepted')",
        "Invitation(person=person, status='accepted')",
        "Invitation.objects.update_or_create(person=person, defaults={'status': 'accepted'})",
        "Invitation.objects.bulk_update(rows, ['status'])",
        "invitation.save(update_fields=['status'])",
    ],
)
def test_writing_an_invitations_status_elsewhere_is_noticed(source):
    assert complaints(writers_of_status, example(source))
    assert not complaints(writers_of_status, example(source, MOVER))


@pytest.mark.parametrize(
    "source",
    [
        "Invitation.objects.filter(status='accepted').count()",
        "dialogue.status = 'confirmed'",
        "Dialogue.objects.filter(pk=1).update(status='confirmed')",
        "Invitation.objects.create(person=person)",
        "render(request, 'page.html', status=404)",
    ],
)
def test_reading_it_and_writing_a_dialogues_status_are_free(source):
    assert not complaints(writers_of_status, example(source))


def test_only_the_verbs_write_an_invitations_status():
    assert complaints(writers_of_status) == []


# What a request carries

READER = "dialogue/access/sent.py"
READS = {"get", "getlist", "pop", "popitem", "dict"}
CARRIERS = ("POST", "GET", "FILES")


def _is_carrier(node):
    """`request.POST`, whatever the request is called."""
    return isinstance(node, ast.Attribute) and node.attr in CARRIERS


def raw_reads(path, tree):
    """A value that is taken out of a request past the fields of a form. Whether something was sent
    (`in`) may be asked, and all of it may be handed on: to a form, or to dialogue.access.sent."""
    if path == READER:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and _is_carrier(node.value):
            yield node, f"reads {dotted(node)}; use a form, or dialogue.access.sent"
        is_call = isinstance(node, ast.Attribute) and node.attr in READS
        if is_call and _is_carrier(node.value):
            yield node, f"reads {dotted(node)}; use a form, or dialogue.access.sent"
    for node, name in calls(tree):
        if name.split(".")[-1] in {"isdecimal", "isdigit", "isnumeric"} and path not in DIGITS:
            yield node, f"calls {name}; a number that was sent is read by sent.as_number"


# What is no number that a request carries.
DIGITS = {
    "agenda/evidence/anchors.py",  # the letters on both sides of a place in a document
    "participants/delegates/forms.py",  # how many digits a telephone number has
    "participants/delegates/identity_check.py",  # a code is six digits, of which the first may be 0
    "participants/people/spreadsheets/exports.py",  # the cells of a file
}


@pytest.mark.parametrize(
    "source",
    [
        "key = request.POST['move']",
        "key = request.POST.get('move', '')",
        "key = request.GET.get('session') or request.POST.get('session')",
        "keys = self.request.POST.getlist('ids')",
        "days = request.GET.dict()",
        "file = request.FILES['file']",
        "number = int(key) if key.isdecimal() else 0",
    ],
)
def test_a_value_that_is_read_past_the_forms_is_noticed(source):
    assert complaints(raw_reads, example(source))
    assert not complaints(raw_reads, example(source, READER))


@pytest.mark.parametrize(
    "source",
    [
        "form = AnswerForm(request.POST)",
        "if 'confirmed' in request.POST: pass",
        "reason = sent.text(request.POST, 'reason')",
        "seen = refusals.seen_in(request.POST)",
    ],
)
def test_what_is_handed_on_to_a_form_is_free(source):
    assert not complaints(raw_reads, example(source))


def test_nothing_is_read_of_a_request_but_through_a_form():
    assert complaints(raw_reads) == []


# Types and docstrings

OURS_ALONE = {"Exception", "NamedTuple", "Protocol", "Enum"}  # bases that prescribe no methods


def _is_public(node):
    return isinstance(node, ast.FunctionDef) and not node.name.startswith("_")


def _methods(tree):
    """The public methods of classes that are ours alone. What Django calls by a name of its own (a
    form's clean, an admin class's get_urls) has its types in django-stubs."""
    for cls in tree.body:
        if isinstance(cls, ast.ClassDef) and {dotted(base) for base in cls.bases} <= OURS_ALONE:
            yield from filter(_is_public, cls.body)


def _lacks_types(function, is_method):
    names = {dotted(decorator) for decorator in function.decorator_list}
    ours = function.args
    parameters = [*ours.posonlyargs, *ours.args, *ours.kwonlyargs, ours.vararg, ours.kwarg]
    if is_method and "staticmethod" not in names:
        parameters = parameters[1:]  # self or cls
    return function.returns is None or any(
        parameter.annotation is None for parameter in parameters if parameter
    )


def public_without_types_or_docstring(path, tree):
    """Private functions and what is inside of others may go without."""
    if "/migrations/" in path:
        return
    functions = list(filter(_is_public, tree.body))
    for function in functions:
        if ast.get_docstring(function) is None:
            yield function, f"{function.name} has no docstring"
    typed = [(function, False) for function in functions]
    typed += [(method, True) for method in _methods(tree)]
    for function, is_method in typed:
        if _lacks_types(function, is_method):
            yield function, f"{function.name} has a parameter or result without a type"


@pytest.mark.parametrize(
    "source",
    [
        "def invite(person: Person) -> None: pass",
        "def invite(person) -> None:\n    'Invite.'",
        "def invite(person: Person):\n    'Invite.'",
        "def invite(*people, by: str) -> None:\n    'Invite.'",
        "def invite(**options) -> None:\n    'Invite.'",
        "class Draft:\n    def release(self, by) -> None: pass",
        "class Draft:\n    def release(self): pass",
        "class Draft(NamedTuple):\n    @staticmethod\n    def of(dialogue) -> int: pass",
    ],
)
def test_a_public_function_without_types_or_docstring_is_noticed(source):
    assert complaints(public_without_types_or_docstring, example(source))


@pytest.mark.parametrize(
    "source",
    [
        "def invite(person: Person) -> None:\n    'Invite.'",
        "def _invite(person): pass",
        "def door(access: str) -> Decorator:\n    'Declare.'\n    def declare(view): pass",
        "class Draft:\n    def release(self, by: str) -> None: pass\n    def _count(self): pass",
        "class AnswerForm(forms.ModelForm):\n    def clean(self): pass",
        "class Draft:\n    @classmethod\n    def of(cls, dialogue: Dialogue) -> Draft: pass",
    ],
)
def test_private_functions_and_djangos_hooks_may_go_without(source):
    assert not complaints(public_without_types_or_docstring, example(source))


def test_every_public_function_has_types_and_a_docstring():
    assert complaints(public_without_types_or_docstring) == []


# Templates

LONGEST_LINE = 160  # characters


def long_lines(sources):
    """["path:line: length"] of lines that nobody can read without scrolling sideways."""
    return [
        f"{path}:{number}: {len(line)} characters"
        for path, source in sources.items()
        for number, line in enumerate(source.split("\n"), start=1)
        if len(line) > LONGEST_LINE
    ]


def test_a_long_line_in_a_template_is_noticed():
    fits, too_long = "é" * LONGEST_LINE, "é" * (LONGEST_LINE + 1)
    assert long_lines({"agenda/topic.html": f"{fits}\n{too_long}\n"}) == [
        "agenda/topic.html:2: 161 characters"
    ]


def test_no_line_in_a_template_is_longer_than_that():
    assert long_lines(templates(suffixes={".html", ".txt", ".css", ".typ"})) == []


# Tests


def imports_of_tests(_path, tree):
    for node, name in imports(tree):
        first, *others = name.split(".")
        if first == "tests" and any(part.startswith("test_") for part in others):
            yield node, f"imports {name}; move what is shared to a module that is not a test"


@pytest.mark.parametrize(
    "source",
    [
        "import tests.test_acts",
        "from tests import test_acts",
        "from tests.test_acts import filled_form",
        "from tests.agenda.loading.test_loading import FILES",
        "def late():\n    from tests.test_acts import filled_form",
    ],
)
def test_a_test_that_is_imported_is_noticed(source):
    assert complaints(imports_of_tests, example(source, "tests/agenda/test_example.py"))


def test_shared_helpers_and_worlds_may_be_imported():
    source = "from tests import factories\nfrom tests.reading import filled_form"
    assert not complaints(imports_of_tests, example(source, "tests/agenda/test_example.py"))


def test_no_test_is_imported_by_another():
    assert complaints(imports_of_tests, modules(["tests"])) == []
