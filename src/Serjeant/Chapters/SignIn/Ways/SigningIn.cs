using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.SignIn.Ways;

/// <summary>Opens sessions, and remembers for five minutes who got as far as the second step.</summary>
public sealed class SigningIn(IHttpContextAccessor http, SerjeantDb db, OfficeChanges changes, Tries tries)
{
    public const string SecondStep = "serjeant-second-step";
    public const string ByPasskey = "passkey";
    public const string ByPassword = "password+authenticator";
    public const string ByRecoveryCode = "password+recovery code";

    private const string Stamp = "stamp";

    public Task AwaitSecondStepAsync(Person person) => Http.SignInAsync(SecondStep, new ClaimsPrincipal(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, person.Id.ToString(CultureInfo.InvariantCulture)), new Claim(Stamp, person.SecurityStamp ?? "")], SecondStep)));

    /// <summary>Who gave the right password in this browser a moment ago; null when that is too long ago or has changed since.</summary>
    public async Task<Person?> AwaitedAsync(CancellationToken cancel)
    {
        var found = await Http.AuthenticateAsync(SecondStep);
        if (!found.Succeeded || !long.TryParse(found.Principal.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id))
            return null;
        var person = await db.Users.IgnoreQueryFilters().SingleOrDefaultAsync(p => p.Id == id, cancel);
        return person?.SecurityStamp == found.Principal.FindFirstValue(Stamp) ? person : null;
    }

    /// <summary>Opens a session; the ledger says who came in and how.</summary>
    public async Task OpenAsync(Person person, string method, CancellationToken cancel)
    {
        await tries.ClearAsync(person.Id, cancel);
        await changes.RunAsync(person.OfficeId, person.Id, async ledger =>
        {
            await Http.SignInAsync(IdentityConstants.ApplicationScheme, new ClaimsPrincipal(new ClaimsIdentity(
                [new Claim(ClaimTypes.NameIdentifier, person.Id.ToString(CultureInfo.InvariantCulture)), new Claim("amr", method)], IdentityConstants.ApplicationScheme)));
            ledger.Record("person.signed-in", "person", person.Id, ("method", method));
        }, cancel);
        await Http.SignOutAsync(SecondStep);
    }

    private HttpContext Http => http.HttpContext ?? throw new InvalidOperationException("Signing in needs a request.");
}
