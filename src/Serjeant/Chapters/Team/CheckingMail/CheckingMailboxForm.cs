using System.Net.Mail;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Serjeant.Chapters.Checks.ByMail;
using Serjeant.Chapters.Checks.MailSignIn;
using Serjeant.Data;

namespace Serjeant.Chapters.Team.CheckingMail;

/// <summary>What is typed about the checking mailbox.</summary>
public sealed class CheckingMailboxForm
{
    private const int LongestHost = 253;

    public string? Address { get; set; }
    public string? ImapHost { get; set; }
    public int? ImapPort { get; set; } = 993;
    public MailTls ImapTls { get; set; } = MailTls.Immediate;
    public string? SmtpHost { get; set; }
    public int? SmtpPort { get; set; } = 465;
    public MailTls SmtpTls { get; set; } = MailTls.Immediate;
    public string? User { get; set; }
    public MailSignInWay Way { get; set; } = MailSignInWay.Password;
    public string? Password { get; set; }
    public string? SignInAddress { get; set; }
    public string? TokenAddress { get; set; }
    public string? ClientId { get; set; }
    public string? Scopes { get; set; }
    public string? ClientSecret { get; set; }
    public string? RefreshToken { get; set; }

    public static CheckingMailboxForm Of(CheckingMailbox? box) => box is null ? new() : new()
    {
        Address = box.Address,
        ImapHost = box.ImapHost,
        ImapPort = box.ImapPort,
        ImapTls = box.ImapTls,
        SmtpHost = box.SmtpHost,
        SmtpPort = box.SmtpPort,
        SmtpTls = box.SmtpTls,
        User = box.User,
        Way = box.Way,
        SignInAddress = box.SignInAddress,
        TokenAddress = box.TokenAddress,
        ClientId = box.ClientId,
        Scopes = box.Scopes,
    };

    /// <summary>Checks what was typed; errors go to the fields.</summary>
    /// <returns>Null with errors. The secret is null where the one that is kept goes on.</returns>
    public (CheckingMailbox Box, MailSecret? Secret)? Read(ModelStateDictionary state, CheckingMailbox? old)
    {
        void Wrong(string field, string error) => state.AddModelError("Form." + field, error);
        var address = (Address ?? "").Trim();
        if (!MailAddress.TryCreate(address, out var parsed) || parsed.Address != address || address.Length > 254 || !address.All(c => c is > ' ' and < '\u007f')) Wrong(nameof(Address), "Enter the mailbox’s email address, like check@example.org");
        var imap = Host(ImapHost, nameof(ImapHost), Wrong);
        var smtp = Host(SmtpHost, nameof(SmtpHost), Wrong);
        if (ImapPort is not (> 0 and <= 65535)) Wrong(nameof(ImapPort), "Enter a port, usually 993");
        if (SmtpPort is not (> 0 and <= 65535)) Wrong(nameof(SmtpPort), "Enter a port, usually 465 or 587");
        if (!Enum.IsDefined(ImapTls)) Wrong(nameof(ImapTls), "Choose how encryption begins");
        if (!Enum.IsDefined(SmtpTls)) Wrong(nameof(SmtpTls), "Choose how encryption begins");
        var user = (User ?? "").Trim();
        if (user.Length is 0 or > 254) Wrong(nameof(User), "Enter the user name, often the email address");
        var oauth = Way == MailSignInWay.OAuth ? OAuthFields.Read(SignInAddress, TokenAddress, ClientId, Scopes, Wrong) : null;
        if (!Enum.IsDefined(Way)) Wrong(nameof(Way), "Choose how the desk signs in");
        var box = new CheckingMailbox
        {
            Address = address,
            ImapHost = imap,
            ImapPort = ImapPort ?? 0,
            ImapTls = ImapTls,
            SmtpHost = smtp,
            SmtpPort = SmtpPort ?? 0,
            SmtpTls = SmtpTls,
            User = user,
            Way = Way,
            Secret = "",
            SignInAddress = oauth?.SignIn,
            TokenAddress = oauth?.Token,
            ClientId = oauth?.Client,
            Scopes = oauth?.Scopes,
        };
        var typed = Way == MailSignInWay.Password ? Password : RefreshToken;
        var keeps = CheckingMailboxes.KeepsSecret(old, box);
        if (string.IsNullOrEmpty(typed) && !keeps && oauth?.SignIn is null) Wrong(Way == MailSignInWay.Password ? nameof(Password) : nameof(RefreshToken), old is null ? "Enter it" : "Enter it again: it is used only with the servers and the user that it was entered for");
        if (typed?.Length > 8_000 || ClientSecret?.Length > 1_000) Wrong(Way == MailSignInWay.Password ? nameof(Password) : nameof(RefreshToken), "This is too long");
        if (!state.IsValid) return null;
        if (string.IsNullOrEmpty(typed) && keeps && string.IsNullOrEmpty(ClientSecret)) return (box, null);
        return (box, Way == MailSignInWay.Password ? new MailSecret(typed, null, null) : new MailSecret(null, ClientSecret, string.IsNullOrEmpty(typed) ? null : typed));
    }

    private static string Host(string? text, string field, Action<string, string> wrong)
    {
        var host = (text ?? "").Trim().ToLowerInvariant();
        if (host.Length is 0 or > LongestHost || Uri.CheckHostName(host) == UriHostNameType.Unknown) wrong(field, "Enter the server’s name, like imap.example.org");
        return host;
    }
}
