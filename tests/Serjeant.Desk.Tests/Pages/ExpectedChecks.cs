using System.Net;
using Serjeant.Data;

namespace Serjeant.Desk.Tests.Pages;

/// <summary>The pages of the checks.</summary>
internal static class ExpectedChecks
{
    private static readonly Role[] Everyone = [Role.Manager, Role.Moderator, Role.Author, Role.Viewer, Role.Principal];
    private static readonly Role[] Workers = [Role.Manager, Role.Moderator];
    private static readonly Role[] Manager = [Role.Manager];

    public static IReadOnlyList<ExpectedPage> All { get; } =
    [
        new("checks", "/checks", Everyone, ExpectedForm.Wrong("", "Text") with { Multipart = true }),
        new("checks/{id:long}", "/checks/{check}", Everyone,
            ExpectedForm.Button("keep"),
            // It is kept, and what is kept only time deletes.
            ExpectedForm.Button("discard") with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("draft") with { Answer = HttpStatusCode.OK },
            ExpectedForm.Button("reported"),
            // The office has nothing looked up.
            ExpectedForm.Button("sender") with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("look", ("link", "999")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Wrong("call", "Call_Called", ("Call.Called", ""), ("Call.NumberFrom", "x"), ("Call.Genuine", "True")),
            ExpectedForm.Wrong("aimed", "Aimed_Whom", ("Aimed.Whom", ""), ("Aimed.Address", "Work")),
            // Nobody noted that it was.
            ExpectedForm.Button("notaimed") with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Wrong("genuine", "Trust_Name", ("Trust.Name", ""), ("Trust.Scope", "Address")) with { May = Workers },
            ExpectedForm.Wrong("ask", "Trust_Name", ("Trust.Name", ""), ("Trust.Scope", "Address")),
            ExpectedForm.Button("agree", ("request", "0")) with { May = Workers, Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("decline", ("request", "0")) with { May = Workers, Answer = HttpStatusCode.NotFound }),
        new("checks/looks/{id:long}", "/checks/looks/{look}", Everyone) { Leads = "/checks/" },
        new("checks/looks/{id:long}/progress", "/checks/looks/{look}/progress", Everyone) { Leads = "/checks/looks/" },
        new("checks/history", "/checks/history", Everyone),
        new("checks/settings", "/checks/settings", Manager, ExpectedForm.Wrong("", "Keep", ("Keep", "nonsense"))),
        new("checks/settings/senders", "/checks/settings/senders", Manager, ExpectedForm.Wrong("", "Form_Sealers", ("Form.Sealers", "co.uk"))) { Fresh = Fresh.ToRead },
        new("checks/mailboxes/{id:long}", "/checks/mailboxes/{mailbox}", Everyone, ExpectedForm.Button("stop"), ExpectedForm.Button("resume")),
        new("checks/mailboxes/{id:long}/progress", "/checks/mailboxes/{mailbox}/progress", Everyone) { Leads = "/checks/mailboxes/" },
        new("checks/contacts", "/checks/contacts", Everyone,
            ExpectedForm.Wrong("", "Form_Name", ("Form.Name", ""), ("Form.Address", "a@example.org")) with { May = Workers },
            ExpectedForm.Button("remove", ("contact", "0")) with { May = Workers, Answer = HttpStatusCode.NotFound }),
        new("checks/contacts/learn", "/checks/contacts/learn", Everyone,
            ExpectedForm.Wrong("", "Form_Host", ("Form.Host", ""), ("Form.User", "a@example.org"), ("Form.Password", "x"), ("Form.Agreed", "true")) with { May = [Role.Manager, Role.Moderator, Role.Principal] },
            ExpectedForm.Wrong("folders", "Form_Host", ("Form.Host", ""), ("Form.User", "a@example.org"), ("Form.Password", "x"), ("Form.Agreed", "true")) with { May = [Role.Manager, Role.Moderator, Role.Principal] },
            ExpectedForm.Button("signin", ("job", "0")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("again", ("job", "0")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("stop", ("job", "0")) with { Answer = HttpStatusCode.NotFound },
            ExpectedForm.Button("undo", ("job", "0")) with { Answer = HttpStatusCode.NotFound }) { Fresh = Fresh.ToSend },
        new("mail-sign-in/back", "/mail-sign-in/back", Everyone),
        new("checks/connection", "/checks/connection", Everyone, ExpectedForm.Wrong("", "Form_Handle", ("Form.Platform", "x"), ("Form.Handle", ""))),
        new("checks/contain", "/checks/contain", Everyone, ExpectedForm.Wrong("", "Guide", ("Guide", "nonsense"))),
        new("checks/contain/{id:long}", "/checks/contain/{containment}", Everyone,
            ExpectedForm.Button("give", ("step", "{step}")),
            ExpectedForm.Button("done", ("step", "{step}")),
            ExpectedForm.Button("reopen", ("step", "{step}"))),
    ];
}
