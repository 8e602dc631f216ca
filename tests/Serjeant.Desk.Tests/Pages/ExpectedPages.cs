using System.Net;
using Serjeant.Data;

namespace Serjeant.Desk.Tests.Pages;

/// <summary>Every page there is, by chapter. A page that is missing here fails <see cref="PageListTests"/>.</summary>
internal static class ExpectedPages
{
    private static readonly Role[] Everyone = [Role.Manager, Role.Moderator, Role.Author, Role.Viewer, Role.Principal];
    private static readonly Role[] Workers = [Role.Manager, Role.Moderator];
    private static readonly Role[] Manager = [Role.Manager];
    private static readonly Role[] Readers = [Role.Manager, Role.Moderator, Role.Viewer, Role.Principal];
    private static readonly Role[] Seniors = [Role.Manager, Role.Moderator, Role.Principal];
    private static readonly Role[] Auditors = [Role.Manager, Role.Principal];
    private static readonly string LongText = new('x', 5_000);

    public static IReadOnlyList<ExpectedPage> All { get; } = [.. First, .. Inbox, .. ExpectedChecks.All, .. Cases, .. Team, .. SignIn, .. SetUp];

    public static ExpectedPage Of(string route) => All.Single(p => p.Route == route);

    private static IEnumerable<ExpectedPage> First =>
    [
        new("", "/", Everyone),
        new("checks/forwarding", "/checks/forwarding", Manager,
            ExpectedForm.Wrong("", "Form_Name", ("Form.Name", ""), ("Form.Kind", "Sieve")),
            ExpectedForm.Button("now", ("Id", "0")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("signin", ("Id", "0")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("looked", ("Id", "0")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("known", ("Id", "0")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("remove", ("Id", "0")) with { Answer = HttpStatusCode.NotFound }) { Fresh = Fresh.ToRead },
        new("checks/link", "/checks/link", Everyone, ExpectedForm.Wrong("", "Text", ("Text", "")), ExpectedForm.Wrong("look", "Text", ("Address", ""))),
        new("happening-now", "/happening-now", Audience.Anybody),
        new("plans/protocol", "/plans/protocol", Everyone),
        new("plans/protocol/edit", "/plans/protocol/edit", Manager, ExpectedForm.Wrong("", "Form_Title", ("Form.Title", ""), ("Form.Intro", "x"))),
        new("plans/judging", "/plans/judging", Everyone),
        new("plans/judging/progress", "/plans/judging/progress", Everyone) { Leads = "/plans/judging" },
        new("plans/judging/categories/{category}", "/plans/judging/categories/threat", Manager,
            ExpectedForm.Wrong("off", "Understood", ("Understood", "false")),
            ExpectedForm.Button("on")),
        new("plans/judging/learning", "/plans/judging/learning", Manager,
            ExpectedForm.Button("on"), ExpectedForm.Button("off"), ExpectedForm.Button("forget"), ExpectedForm.Button("again")),
        new("protocol/{officeId:long}/{form:regex(^text$)?}", "/protocol/{office}", Audience.Anybody),
        new("demo", "/demo", Audience.Anybody, ExpectedForm.Button("") with { Answer = HttpStatusCode.NotFound }) { Status = HttpStatusCode.NotFound },
        new("style", "/style", Audience.Anybody, ExpectedForm.Button("") with { Answer = HttpStatusCode.NotFound }) { Status = HttpStatusCode.NotFound },
        new("problem/{status:int}", "/problem/404", Audience.Anybody,
            ExpectedForm.Button("") with { Answer = HttpStatusCode.NotFound, WithoutToken = HttpStatusCode.NotFound }) { Status = HttpStatusCode.NotFound },
    ];

    private static IEnumerable<ExpectedPage> Inbox =>
    [
        new("inbox", "/inbox", Everyone, ExpectedForm.Wrong("decide", "Form_Pick", ("Form.Kind", "Leave")) with { May = Workers }),
        new("inbox/views", "/inbox/views", Everyone,
            ExpectedForm.Wrong("", "Name", ("Name", "")),
            ExpectedForm.Button("remove", ("id", "0")) with { Answer = HttpStatusCode.NotFound }),
        new("inbox/steps", "/inbox/steps", Workers, ExpectedForm.Wrong("done", "Step"), ExpectedForm.Wrong("notdone", "Step")),
        new("inbox/messages/{id:long}", "/inbox/messages/{message}", Everyone,
            ExpectedForm.Wrong("decide", "Form_Kind", ("Form.Pick", "{message}.0"), ("Form.Kind", "99")) with { May = Workers },
            ExpectedForm.Wrong("addcategory", "Correction_Category", ("Correction.Category", "nonsense"), ("Correction.Reason", "x")) with { May = Workers },
            ExpectedForm.Wrong("removecategory", "Correction_Reason", ("Correction.Category", "threat"), ("Correction.Reason", "")) with { May = Workers },
            ExpectedForm.Button("keep") with { May = Workers }),
        new("inbox/messages/{id:long}/reveal", "/inbox/messages/{message}/reveal", Everyone, ExpectedForm.Button("")) { Leads = "/inbox/messages/" },
        new("inbox/authors/{id:long}", "/inbox/authors/{author}", Everyone,
            ExpectedForm.Wrong("link", "Link_Reason", ("Link.Platform", "X"), ("Link.Handle", "x"), ("Link.Reason", "")) with { May = Workers },
            ExpectedForm.Button("unlink", ("link", "0")) with { May = Workers, Answer = HttpStatusCode.NotFound }),
        new("inbox/decisions/{batch:guid}/{handler?}", "/inbox/decisions/{batch}", Everyone, ExpectedForm.Button("undo") with { May = Workers }),
        new("inbox/decisions/{batch:guid}/casework", "/inbox/decisions/{batch}/casework", Workers,
            ExpectedForm.Wrong("", "format", ("format", "exe"))) { Leads = "/inbox/decisions/" },
        new("inbox/import", "/inbox/import", Workers, ExpectedForm.Wrong("", "Upload") with { Multipart = true }),
        new("inbox/import/{id:long}", "/inbox/import/{import}", Workers,
            ExpectedForm.Button("preview") with { Answer = HttpStatusCode.OK },
            ExpectedForm.Wrong("start", "Draft_Map_Text_"),
            ExpectedForm.Button("stop"),
            ExpectedForm.Button("resume"),
            ExpectedForm.Button("discard")),
        new("inbox/import/{id:long}/progress", "/inbox/import/{import}/progress", Workers) { Leads = "/inbox/import/" },
    ];

    private static IEnumerable<ExpectedPage> Cases =>
    [
        new("cases", "/cases", Readers),
        new("cases/new", "/cases/new?danger=no", Workers, ExpectedForm.Wrong("", "CaseTitle", ("CaseTitle", ""))),
        new("cases/watching", "/cases/watching", Seniors),
        new("share", "/share", Everyone, ExpectedForm.Wrong("place", "Into", ("Exhibit", "{loose}"), ("Into", "")) with { May = Workers }),
        new("share/take", "/share/take", Workers,
            ExpectedForm.Wrong("", "Where", ("Token", "7b7f1d9e-8d0e-4f0e-9d5e-1c3b1a0e4a11"), ("Where", ""), ("Text", "x")) with { Multipart = true }) { Leads = "/share" },
        new("cases/{number:int}", "/cases/{case}", Readers,
            ExpectedForm.Button("called") with { May = Workers },
            ExpectedForm.Button("hold") with { May = Workers },
            ExpectedForm.Button("lifthold") with { May = Workers },
            ExpectedForm.Button("reopen") with { May = Workers },
            ExpectedForm.Button("seen"),
            ExpectedForm.Wrong("close", "Why", ("Why", "")) with { May = Workers },
            ExpectedForm.Wrong("event", "What", ("What", "")) with { May = Workers },
            ExpectedForm.Wrong("ask", "People") with { May = Workers }),
        new("cases/{number:int}/edit", "/cases/{case}/edit", Workers, ExpectedForm.Wrong("", "CaseTitle", ("CaseTitle", ""))),
        new("cases/{number:int}/guide", "/cases/{case}/guide", Readers, ExpectedForm.Wrong("", "Answers") with { May = Workers }),
        new("cases/{number:int}/texts/{kind}", "/cases/{case}/texts/police", Workers),
        new("cases/{number:int}/reports/new", "/cases/{case}/reports/new", Workers, ExpectedForm.Wrong("", "To", ("To", "77"))),
        new("cases/{number:int}/reports/{id:long}", "/cases/{case}/reports/{report}", Workers, ExpectedForm.Wrong("", "Recipient", ("Recipient", ""))),
        new("cases/{number:int}/exhibits/upload", "/cases/{case}/exhibits/upload", Workers, ExpectedForm.Wrong("", "Files", ("What", "x")) with { Multipart = true }),
        new("cases/{number:int}/exhibits/capture", "/cases/{case}/exhibits/capture", Workers,
            ExpectedForm.Wrong("", "Address", ("Address", "file:///etc/passwd"), ("NoProfileWhy", "x"))),
        new("cases/captures", "/cases/captures", Workers,
            ExpectedForm.Button("cancel", ("Capture", "0")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("again", ("Capture", "0")) with { Answer = HttpStatusCode.NotFound }),
        new("cases/{number:int}/captures", "/cases/{case}/captures", Workers,
            ExpectedForm.Button("rest"),
            ExpectedForm.Button("cancel", ("Capture", "0")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("again", ("Capture", "0")) with { Answer = HttpStatusCode.NotFound }),
        new("cases/exhibits/{id:long}", "/cases/exhibits/{exhibit}", Seniors,
            ExpectedForm.Wrong("show", "Why", ("FileId", "{file}"), ("Why", LongText)),
            ExpectedForm.Wrong("download", "Why", ("FileId", "{file}"), ("Why", LongText)),
            ExpectedForm.Wrong("camera", "Why", ("FileId", "{file}"), ("Why", LongText)),
            ExpectedForm.Button("place", ("FileId", "0")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Wrong("handover", "ToWhom", ("ToWhom", "")) with { May = Workers },
            ExpectedForm.Button("stamp") with { May = Workers },
            ExpectedForm.Button("watch") with { May = Workers },
            ExpectedForm.Button("look") with { May = Workers },
            ExpectedForm.Button("unwatch") with { May = Workers },
            ExpectedForm.Button("token", ("StampId", "0")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("proof", ("ProofId", "0")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("askkeys") with { May = Workers, Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("sealaddress") with { May = Workers, Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("sealoff") with { May = Workers }),
        new("cases/exhibits/{id:long}/destroy", "/cases/exhibits/{sealed}/destroy", Manager,
            ExpectedForm.Wrong("", "Reference", ("InstructedBy", "x"), ("Reference", ""), ("Why", "x")),
            ExpectedForm.Wrong("destroy", "Label", ("InstructedBy", "x"), ("Reference", "x"), ("Why", "x"), ("Label", ""))) { Fresh = Fresh.ToRead },
        new("cases/exhibits/{id:long}/redact/{fileId:long}", "/cases/exhibits/{exhibit}/redact/{file}", Workers,
            ExpectedForm.Button("open") with { Answer = HttpStatusCode.OK },
            ExpectedForm.Button("more") with { Answer = HttpStatusCode.OK },
            ExpectedForm.Wrong("", "Why", ("Words", "x"), ("Why", ""))),
        new("cases/exhibits/{id:long}/copies/{number:int}", "/cases/exhibits/{exhibit}/copies/1", Seniors,
            ExpectedForm.Button("show") with { Answer = HttpStatusCode.OK },
            ExpectedForm.Button("download") with { Answer = HttpStatusCode.OK },
            ExpectedForm.Button("stamp") with { May = Workers },
            ExpectedForm.Button("token", ("StampId", "0")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Wrong("remove", "Why", ("Why", "")) with { May = Workers }),
        new("cases/{number:int}/pack", "/cases/{case}/pack", Workers,
            ExpectedForm.Wrong("", "Exhibits"),
            ExpectedForm.Button("password", ("Pack", "0")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("sealed", ("Pack", "0")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("download", ("Pack", "0")) with { Answer = HttpStatusCode.NotFound }),
    ];

    private static IEnumerable<ExpectedPage> Team =>
    [
        new("team", "/team", Seniors),
        new("team/invite", "/team/invite", Manager, ExpectedForm.Wrong("", "Name", ("Name", ""), ("Email", "a@example.org"), ("Role", "Viewer"))) { Fresh = Fresh.ToRead },
        new("team/people/{id:long}", "/team/people/{person}", Manager,
            ExpectedForm.Wrong("role", "Role", ("Role", "77")),
            ExpectedForm.Wrong("lastday", "LastDay", ("LastDay.Day", "31"), ("LastDay.Month", "2"), ("LastDay.Year", "2031")),
            ExpectedForm.Button("reset"),
            ExpectedForm.Button("endbrowser", ("browser", "0")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("leave")) { Fresh = Fresh.ToRead },
        new("team/ledger", "/team/ledger", Auditors, ExpectedForm.Button("file") with { Answer = HttpStatusCode.OK }) { Fresh = Fresh.ToSend },
        new("team/keys", "/team/keys", Manager, ExpectedForm.Button("download", ("Key", "0")) with { Answer = HttpStatusCode.NotFound }),
        new("team/keys/replace", "/team/keys/replace", Manager, ExpectedForm.Wrong("", "Why", ("Why", ""))) { Fresh = Fresh.ToRead },
        new("team/time-stamps", "/team/time-stamps", Manager,
            ExpectedForm.Wrong("", "Address", ("Choice", "other"), ("Name", "Ours"), ("Address", "ftp://tsa.example")),
            ExpectedForm.Button("try", ("Id", "0")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("first", ("Id", "0")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("remove", ("Id", "0")) with { Answer = HttpStatusCode.NotFound }),
        new("team/checking-mailbox", "/team/checking-mailbox", Manager,
            ExpectedForm.Wrong("", "Form_Address", ("Form.Address", "no address")),
            ExpectedForm.Button("try") with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("signin") with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("on") with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("off") with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("remove") with { Answer = HttpStatusCode.NotFound }) { Fresh = Fresh.ToRead },
        new("team/drop-folder", "/team/drop-folder", Manager,
            ExpectedForm.Wrong("", "Name", ("Name", "../elsewhere")),
            ExpectedForm.Button("on") with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("off") with { Answer = HttpStatusCode.NotFound }) { Fresh = Fresh.ToRead },
        new("team/purposes", "/team/purposes", Manager, ExpectedForm.Wrong("", "Purposes_0__Article6", ("Purposes[0].Purpose", "x"), ("Purposes[0].Article6", ""))),
        new("team/retention", "/team/retention", Manager,
            ExpectedForm.Wrong("", "Keep_0__Days", [.. Keep("0")]),
            ExpectedForm.Wrong("run", "Sure", ("Sure", "false"))) { Fresh = Fresh.ToSend },
        new("me", "/me", Everyone,
            ExpectedForm.Wrong("", "Name", ("Name", ""), ("Reading", "Everything")),
            ExpectedForm.Button("sendcode") with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("confirm", ("MailedCode", "0000-0000")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("end", ("session", "0")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("endothers")),
        new("me/browsers", "/me/browsers", Workers,
            ExpectedForm.Button("code"),
            ExpectedForm.Button("end", ("browser", "0")) with { Answer = HttpStatusCode.NotFound }) { Fresh = Fresh.ToSend },
        new("me/passkeys", "/me/passkeys", Everyone,
            ExpectedForm.Wrong("add", "add-passkey", ("Answer", "nonsense")),
            ExpectedForm.Wrong("rename", "passkeys", ("Key", "AQ"), ("Names[AQ]", "")),
            ExpectedForm.Wrong("remove", "passkeys", ("Key", "nonsense"))) { Fresh = Fresh.ToRead },
        new("me/password", "/me/password", Everyone, ExpectedForm.Wrong("", "Password", ("Password", "short"))) { Fresh = Fresh.ToRead },
        new("me/authenticator", "/me/authenticator", Everyone, ExpectedForm.Wrong("", "Code", ("Code", "000000"))) { Fresh = Fresh.ToRead, Leads = "/me/password" },
        new("me/recovery-codes", "/me/recovery-codes", Everyone, ExpectedForm.Button("")) { Fresh = Fresh.ToRead },
    ];

    private static IEnumerable<ExpectedPage> SignIn =>
    [
        new("sign-in", "/sign-in", Audience.Anybody,
            ExpectedForm.Wrong("", "Email", ("Email", ""), ("Password", "x")),
            ExpectedForm.Wrong("passkey", "use-passkey", ("Answer", "nonsense"))),
        new("sign-in/code", "/sign-in/code", Audience.Anybody, ExpectedForm.Button("")) { Leads = "/sign-in" },
        new("sign-in/again", "/sign-in/again", Everyone,
            // The world's people have no way to sign in, so there is no field to link to but the page itself.
            ExpectedForm.Wrong("", "main", ("Password", ""), ("Code", "000000")),
            ExpectedForm.Wrong("passkey", "main", ("Answer", "nonsense")),
            ExpectedForm.Button("demo") with { Answer = HttpStatusCode.NotFound }),
        new("sign-out", "/sign-out", Audience.Anybody, ExpectedForm.Button("")),
        new("join/{token}", "/join/not-a-link", Audience.Anybody, ExpectedForm.Button("") with { Answer = HttpStatusCode.NotFound }) { Status = HttpStatusCode.NotFound },
        new("join/closed", "/join/closed", Audience.Anybody) { Status = HttpStatusCode.Gone },
        new("join/how", "/join/how", Link.Joining, ExpectedForm.Wrong("", "Way", ("Way", "nonsense"))),
        new("join/passkey", "/join/passkey", Link.Joining, ExpectedForm.Wrong("", "use-passkey", ("Answer", "nonsense"))),
        new("join/password", "/join/password", Link.Joining, ExpectedForm.Wrong("", "Password", ("Password", "short"))),
        new("join/authenticator", "/join/authenticator", Link.Joining, ExpectedForm.Wrong("", "Code", ("Code", "000000"))),
        new("join/codes", "/join/codes", Link.Joining, ExpectedForm.Button("new"), ExpectedForm.Button("")),
    ];

    private static IEnumerable<ExpectedPage> SetUp =>
    [
        new("set-up/{token}", "/set-up/not-a-link", Audience.Anybody, ExpectedForm.Button("") with { Answer = HttpStatusCode.NotFound }) { Status = HttpStatusCode.NotFound },
        new("set-up", "/set-up", Link.SettingUpAtTheEnd),
        new("set-up/office", "/set-up/office", Link.SettingUpAtTheEnd, ExpectedForm.Wrong("", "Politician", ("Politician", ""), ("Role", "Mp"))),
        new("set-up/person", "/set-up/person", Link.SettingUpAtTheEnd, ExpectedForm.Wrong("", "Name", ("Name", ""))),
        new("set-up/recovery-key", "/set-up/recovery-key", Link.SettingUpAtTheKey, ExpectedForm.Wrong("", "LastGroup", ("LastGroup", "00000"))),
        new("set-up/contacts", "/set-up/contacts", Link.SettingUpAtTheEnd, ExpectedForm.Wrong("", "Contacts_0__Name",
            ("Contacts[0].Kind", "PoliceForce"), ("Contacts[0].Name", ""), ("Contacts[1].Kind", "BridgerOrFord"),
            ("Contacts[2].Kind", "MonitoringOfficer"), ("Contacts[3].Kind", "Deputy"))),
        new("set-up/data-protection", "/set-up/data-protection", Link.SettingUpAtTheEnd, ExpectedForm.Wrong("", "Confirmed",
            [("Purposes[0].Purpose", "x"), ("Purposes[0].Article6", "x"), .. Keep("90")])),
        new("set-up/protocol", "/set-up/protocol", Link.SettingUpAtTheEnd, ExpectedForm.Wrong("", "Template", ("Template", "nonsense"))),
        new("set-up/done", "/set-up/done", Link.SettingUpAtTheEnd, ExpectedForm.Button("")),
    ];

    /// <summary>The rules of retention in the page's order, each with so many days.</summary>
    private static IEnumerable<(string, string)> Keep(string days) =>
        new[] { RetentionOutcome.Noise, RetentionOutcome.Undecided, RetentionOutcome.ActedOn, RetentionOutcome.OpenRisk, RetentionOutcome.ClosedCase, RetentionOutcome.Checked }
            .SelectMany((outcome, i) => new[] { ($"Keep[{i}].Outcome", outcome.ToString()), ($"Keep[{i}].Days", days) });
}
