namespace Serjeant.Chapters.Checks;

/// <summary>Every address of the checks.</summary>
public static class ChecksLinks
{
    public const string Mail = "/checks";
    public const string Link = "/checks/link";
    public const string LookAtLink = "/checks/link?handler=Look";
    public const string Settings = "/checks/settings";
    public const string Senders = "/checks/settings/senders";
    public const string Contacts = "/checks/contacts";
    public const string Learn = "/checks/contacts/learn";
    public const string MailSignInBack = "/mail-sign-in/back";
    public const string Forwarding = "/checks/forwarding";
    public const string Connection = "/checks/connection";

    public const string RedHistory = "/checks/history?show=red";
    public const string AimedHistory = "/checks/history?show=aimed";

    public static string Check(long id) => Invariant($"/checks/{id}");
    public static string Request(long check, long request) => Invariant($"/checks/{check}#request-{request}");
    public static string History(long? mailbox = null) => mailbox is null ? "/checks/history" : Invariant($"/checks/history?mailbox={mailbox}");
    public static string ForwardingOf(long mailbox) => Invariant($"/checks/forwarding#box-{mailbox}");
    public static string Look(long id) => Invariant($"/checks/looks/{id}");
    public static string LookFrom(long check) => Invariant($"/checks/{check}?handler=Look");
    public static string LookProgress(long id) => Invariant($"/checks/looks/{id}/progress");
    public static string Mailbox(long id) => Invariant($"/checks/mailboxes/{id}");
    public static string MailboxProgress(long id) => Invariant($"/checks/mailboxes/{id}/progress");

    /// <summary>Says what happened, for the steps that follow from it.</summary>
    public static string Contain(long? check = null) => check is null ? "/checks/contain" : Invariant($"/checks/contain?check={check}");
    public static string Containment(long id) => Invariant($"/checks/contain/{id}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
