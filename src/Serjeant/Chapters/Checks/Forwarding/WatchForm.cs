using Microsoft.AspNetCore.Mvc.ModelBinding;
using Serjeant.Chapters.Checks.ByMail;
using Serjeant.Chapters.Checks.MailSignIn;
using Serjeant.Data;
using Serjeant.Outside.Mailboxes;

namespace Serjeant.Chapters.Checks.Forwarding;

/// <summary>What is typed about an account to be watched.</summary>
public sealed class WatchForm
{
    private const int LongestName = 80;

    public string? Name { get; set; }
    public MailRulesKind Kind { get; set; } = MailRulesKind.Sieve;
    public string? Host { get; set; }
    public int? Port { get; set; } = ManageSieve.UsualPort;
    public MailTls Tls { get; set; } = MailTls.StartTls;
    public string? User { get; set; }
    public string? Password { get; set; }
    public string? SignInAddress { get; set; }
    public string? TokenAddress { get; set; }
    public string? ClientId { get; set; }
    public string? Scopes { get; set; }
    public string? ClientSecret { get; set; }
    public string? RefreshToken { get; set; }

    /// <summary>Checks what was typed; errors go to the fields.</summary>
    /// <returns>Null with errors.</returns>
    public (WatchedMailbox Box, MailSecret Secret)? Read(ModelStateDictionary state)
    {
        void Wrong(string field, string error) => state.AddModelError("Form." + field, error);
        var name = (Name ?? "").Trim();
        if (name.Length is 0 or > LongestName) Wrong(nameof(Name), $"Enter what you call the account, in up to {LongestName} characters");
        if (!Enum.IsDefined(Kind)) Wrong(nameof(Kind), "Choose where the account is");
        return Kind switch
        {
            MailRulesKind.Sieve => Sieve(name, state, Wrong),
            MailRulesKind.ByHand => state.IsValid ? (new WatchedMailbox { Name = name, Kind = Kind, Host = "", Tls = MailTls.StartTls, User = "", Secret = "" }, new MailSecret(null, null, null)) : null,
            _ => Tokens(name, state, Wrong),
        };
    }

    private (WatchedMailbox, MailSecret)? Sieve(string name, ModelStateDictionary state, Action<string, string> wrong)
    {
        var (host, user) = ((Host ?? "").Trim().ToLowerInvariant(), (User ?? "").Trim());
        if (host.Length is 0 or > 253 || Uri.CheckHostName(host) == UriHostNameType.Unknown) wrong(nameof(Host), "Enter the server’s name, like imap.example.org");
        if (Port is not (> 0 and <= 65535)) wrong(nameof(Port), "Enter a port, usually 4190");
        if (!Enum.IsDefined(Tls)) wrong(nameof(Tls), "Choose how encryption begins");
        if (user.Length is 0 or > 254) wrong(nameof(User), "Enter the user name, often the email address");
        if (string.IsNullOrEmpty(Password) || Password.Length > 1_000) wrong(nameof(Password), "Enter the password");
        return state.IsValid ? (new WatchedMailbox { Name = name, Kind = Kind, Host = host, Port = Port!.Value, Tls = Tls, User = user, Secret = "" }, new MailSecret(Password, null, null)) : null;
    }

    private (WatchedMailbox, MailSecret)? Tokens(string name, ModelStateDictionary state, Action<string, string> wrong)
    {
        var oauth = OAuthFields.Read(SignInAddress, TokenAddress, ClientId, Scopes, wrong);
        if ((string.IsNullOrEmpty(RefreshToken) && oauth.SignIn is null) || RefreshToken?.Length > 8_000) wrong(nameof(RefreshToken), "Enter the refresh token");
        if (ClientSecret?.Length > 1_000) wrong(nameof(ClientSecret), "This is too long");
        return state.IsValid ? (new WatchedMailbox { Name = name, Kind = Kind, Host = "", Tls = MailTls.StartTls, User = "", Secret = "", SignInAddress = oauth.SignIn, TokenAddress = oauth.Token, ClientId = oauth.Client, Scopes = oauth.Scopes }, new MailSecret(null, ClientSecret, string.IsNullOrEmpty(RefreshToken) ? null : RefreshToken)) : null;
    }
}
