using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using Serjeant.Chapters.SignIn.Ways;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;

namespace Serjeant.Desk.Tests.SignIn;

/// <summary>Somebody who can really sign in: with a password, an authenticator and recovery codes.</summary>
internal sealed class TestSignIn
{
    public const string Password = "brisk lantern walnut orbit";

    public required TestDesk Desk { get; init; }
    public required string Email { get; init; }
    public required long PersonId { get; init; }
    public byte[] Secret { get; } = KeyGeneration.GenerateRandomKey(20);
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public static async Task<TestSignIn> AsAsync(TestDesk desk, Role role)
    {
        var person = await desk.WithDbAsync(db => db.Users.SingleAsync(p => p.Role == role));
        var made = new TestSignIn { Desk = desk, Email = person.Email!, PersonId = person.Id };
        await using var scope = desk.App.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var tracked = await services.GetRequiredService<SerjeantDb>().Users.IgnoreQueryFilters().SingleAsync(p => p.Id == person.Id);
        await services.GetRequiredService<PersonStore>().SetAuthenticatorKeyAsync(tracked, Base32Encoding.ToString(made.Secret), CancellationToken.None);
        await services.GetRequiredService<Passwords>().SetAsync(tracked, Password);
        made.RecoveryCodes = await services.GetRequiredService<RecoveryCodes>().ReplaceAsync(tracked, CancellationToken.None);
        return made;
    }

    public string Code(DateTimeOffset at) => new Totp(Secret).ComputeTotp(at.UtcDateTime);

    public async Task<HttpResponseMessage> PasswordAsync(TestBrowser browser, string? password = null, string? email = null, string address = "/sign-in")
    {
        var page = await browser.PageAsync(address);
        return await browser.SubmitAsync(page, "form#password", new Dictionary<string, string> { ["Email"] = email ?? Email, ["Password"] = password ?? Password });
    }

    public static async Task<HttpResponseMessage> CodeAsync(TestBrowser browser, string code, string field = "Code", string address = "/sign-in/code")
    {
        var page = await browser.PageAsync(address);
        return await browser.SubmitAsync(page, "form#code", new Dictionary<string, string> { [field] = code });
    }
}
