using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Serjeant.Chapters.Checks.ByMail;
using Serjeant.Data;
using Serjeant.Outside.Mailboxes;

namespace Serjeant.Chapters.Checks.Learning;

/// <summary>What the mailbox's owner types.</summary>
public sealed class LearnForm
{
    public string? Host { get; set; }
    public int? Port { get; set; } = 993;
    public MailTls Tls { get; set; } = MailTls.Immediate;
    public string? User { get; set; }
    public MailSignInWay Way { get; set; } = MailSignInWay.Password;
    public string? Password { get; set; }
    public string? Folder { get; set; }
    public bool Agreed { get; set; }

    /// <summary>The password, sealed, where the folders were listed with it before.</summary>
    public string? Carried { get; set; }

    /// <summary>What <see cref="Carried"/> holds; opened by the page.</summary>
    [BindNever]
    public string? Opened { get; set; }

    /// <summary>Folders that the server lists; empty before it was asked.</summary>
    [BindNever]
    public IReadOnlyList<string> Folders { get; set; } = [];

    public IEnumerable<SelectListItem> Choices => Folders.Select(f => new SelectListItem(f, f));

    private string? Secret => string.IsNullOrEmpty(Password) ? Opened : Password;

    /// <summary>Checks what listing the folders needs.</summary>
    /// <returns>Null with errors.</returns>
    public (MailServer Server, MailLogin Login)? ReadServer(ModelStateDictionary state)
    {
        var (host, user) = Server(state);
        if (Way != MailSignInWay.Password) state.AddModelError("Form." + nameof(Folder), "The folders can be listed with a password only. Type the folder’s name, or leave it empty for your sent mail");
        else if (string.IsNullOrEmpty(Secret) || Secret.Length > 1_000) state.AddModelError("Form." + nameof(Password), "Enter the password");
        return state.IsValid ? (new MailServer(host, Port!.Value, Tls == MailTls.StartTls), new MailLogin(user, Secret, null)) : null;
    }

    private (string Host, string User) Server(ModelStateDictionary state)
    {
        void Wrong(string field, string error) => state.AddModelError("Form." + field, error);
        var (host, user) = ((Host ?? "").Trim().ToLowerInvariant(), (User ?? "").Trim());
        if (host.Length is 0 or > 253 || Uri.CheckHostName(host) == UriHostNameType.Unknown) Wrong(nameof(Host), "Enter the server’s name, like imap.example.org");
        if (Port is not (> 0 and <= 65535)) Wrong(nameof(Port), "Enter a port, usually 993");
        if (!Enum.IsDefined(Tls)) Wrong(nameof(Tls), "Choose how encryption begins");
        if (user.Length is 0 or > 254) Wrong(nameof(User), "Enter the user name, often the email address");
        return (host, user);
    }

    /// <summary>Checks what was typed; errors go to the fields.</summary>
    /// <param name="office">The office's app registration, with its secret; null where there is none.</param>
    /// <returns>Null with errors.</returns>
    public (ContactLearning Job, MailSecret Secret)? Read(ModelStateDictionary state, (IOAuthMailbox Box, string? ClientSecret)? office)
    {
        void Wrong(string field, string error) => state.AddModelError("Form." + field, error);
        var (host, user) = Server(state);
        var folder = (Folder ?? "").Trim();
        if (folder.Length > 200 || folder.Any(char.IsControl)) Wrong(nameof(Folder), "Enter the folder’s name in up to 200 characters");
        if (Way == MailSignInWay.Password && (string.IsNullOrEmpty(Secret) || Secret.Length > 1_000)) Wrong(nameof(Password), "Enter the password");
        if (Way == MailSignInWay.OAuth && office is null) Wrong(nameof(Way), "Your office has no app registration with a provider yet. A manager enters it with the checking mailbox");
        if (!Enum.IsDefined(Way)) Wrong(nameof(Way), "Choose how the desk signs in");
        if (!Agreed) Wrong(nameof(Agreed), "Tick the box if you agree. If you don’t, nothing is read");
        if (!state.IsValid) return null;
        var oauth = Way == MailSignInWay.OAuth ? office : null;
        return (new ContactLearning
        {
            Host = host,
            Port = Port!.Value,
            Tls = Tls,
            User = user,
            Way = Way,
            Folder = folder,
            SignInAddress = oauth?.Box.SignInAddress,
            TokenAddress = oauth?.Box.TokenAddress,
            ClientId = oauth?.Box.ClientId,
            Scopes = oauth?.Box.Scopes,
            Secret = "",
        }, oauth is null ? new MailSecret(Secret, null, null) : new MailSecret(null, oauth.Value.ClientSecret, null));
    }
}
