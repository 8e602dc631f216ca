using System.Net;
using Serjeant.Data;

namespace Serjeant.Desk.Tests.Pages;

/// <summary>Who a page is for.</summary>
/// <param name="Roles">Signed in with one of these roles; null where signing in is not what opens it.</param>
/// <param name="Link">Open to a browser that took up this kind of link and has come far enough; null for everybody.</param>
internal sealed record Audience(Role[]? Roles, Link? Link)
{
    public static readonly Audience Anybody = new(null, null);

    public static implicit operator Audience(Role[] roles) => new(roles, null);
    public static implicit operator Audience(Link link) => new(null, link);
}

/// <summary>How far a browser has come that took up a one-time link.</summary>
internal enum Link
{
    /// <summary>An invitation, with a password chosen.</summary>
    Joining,

    /// <summary>Setting up, at the recovery key, which is done once only.</summary>
    SettingUpAtTheKey,

    /// <summary>Setting up, with everything done but opening the desk.</summary>
    SettingUpAtTheEnd,
}

/// <summary>When a page asks somebody to show again that it is them.</summary>
internal enum Fresh
{
    Never,
    ToSend,
    ToRead,
}

/// <summary>
/// What the house promises of one page, written down by hand: never read from the program's own table of roles, or the test
/// could only agree with it.
/// </summary>
/// <param name="Route">As the page says it after <c>@page</c>, without the slash.</param>
/// <param name="Address">One that is there, with what a <see cref="PageWorld"/> fills in: <c>/inbox/messages/{message}</c>.</param>
internal sealed record ExpectedPage(string Route, string Address, Audience For, params ExpectedForm[] Forms)
{
    public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

    /// <summary>Where a page that is only an address for a form leads who opens it; null for a real page.</summary>
    public string? Leads { get; init; }
    public Fresh Fresh { get; init; }

    /// <summary>The address names a row that one office owns.</summary>
    public bool NamesRow => Address.Contains('{') && !Address.Contains("{office}");
}

/// <summary>One form of a page, by its handler: "" for the page's own.</summary>
internal sealed record ExpectedForm(string Handler)
{
    /// <summary>Who may send it, where that is fewer than may open the page.</summary>
    public Role[]? May { get; init; }

    /// <summary>What is sent.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields { get; init; } = [];

    /// <summary>The field that the error summary must link to, for what is sent is wrong; null for a button, which has nothing to get wrong.</summary>
    public string? ErrorAt { get; init; }

    /// <summary>What a button answers.</summary>
    public HttpStatusCode Answer { get; init; } = HttpStatusCode.Redirect;

    /// <summary>Files come with it, so it is read as it arrives.</summary>
    public bool Multipart { get; init; }

    /// <summary>What the form answers without its token.</summary>
    public HttpStatusCode WithoutToken { get; init; } = HttpStatusCode.BadRequest;

    public static ExpectedForm Wrong(string handler, string errorAt, params (string Name, string Value)[] fields) =>
        new(handler) { ErrorAt = errorAt, Fields = fields };

    public static ExpectedForm Button(string handler, params (string Name, string Value)[] fields) => new(handler) { Fields = fields };
}
