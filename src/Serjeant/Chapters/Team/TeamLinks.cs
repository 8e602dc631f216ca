namespace Serjeant.Chapters.Team;

public static class TeamLinks
{
    public static string People() => "/team";
    public static string Invite() => "/team/invite";
    public static string Person(long id) => $"/team/people/{id}";
    public static string Retention() => "/team/retention";
    public static string Purposes() => "/team/purposes";
    public static string Ledger() => "/team/ledger";
    public static string Keys() => "/team/keys";
    public static string TimeStamps() => "/team/time-stamps";
    public static string CheckingMailbox() => "/team/checking-mailbox";
    public static string DropFolder() => "/team/drop-folder";
    public static string ReplaceKey() => "/team/keys/replace";

    /// <summary>One's own account.</summary>
    public static string Me() => "/me";
    public static string Passkeys() => "/me/passkeys";
    public static string Password() => "/me/password";
    public static string Authenticator() => "/me/authenticator";
    public static string RecoveryCodes() => "/me/recovery-codes";
    public static string Browsers() => "/me/browsers";
    public static string ExtensionZip() => "/me/browsers?handler=Extension";
}
