using Microsoft.Playwright;
using OtpNet;
using Serjeant.EndToEnd.Tests.Support;

namespace Serjeant.EndToEnd.Tests.Walks;

/// <summary>The set-up wizard as a new user walks it, from the printed link to the open desk.</summary>
internal static class SetUpWalk
{
    public const string Email = "sam@office.example";
    public const string Password = "kettle bridge walnut anchor";

    public static async Task ThroughAsync(Visitor visitor, string link, bool passkey = false)
    {
        var page = visitor.Page;
        await visitor.GoAsync(new Uri(link).PathAndQuery);
        await visitor.LookAsync("set up");
        await PressAsync(page, "Start");
        await visitor.LookAsync("steps");
        await page.Locator("#next").ClickAsync();

        await page.GetByLabel("The politician's name").FillAsync("Robin Ashdown");
        await page.GetByLabel("a Member of Parliament").CheckAsync();
        await page.GetByLabel("Constituency, ward or division").FillAsync("Exampleshire North");
        await page.GetByLabel("Public email address").FillAsync("office@ashdown.example");
        await page.GetByLabel("England").CheckAsync();
        await visitor.LookAsync("office");
        await PressAsync(page, "Continue");

        await page.GetByLabel("Your name").FillAsync("Sam Carter");
        await page.GetByLabel("Your email address").FillAsync(Email);
        await page.GetByLabel("Your initials").FillAsync("SC");
        await visitor.LookAsync("you");
        await PressAsync(page, "Continue");
        await page.WaitForURLAsync("**/set-up");
        await page.Locator("#next").ClickAsync();
        await page.WaitForURLAsync("**/join/how");
        await visitor.LookAsync("how you sign in");
        if (passkey)
            await ByPasskeyAsync(visitor);
        else
            await ByPasswordAsync(visitor);

        await page.WaitForURLAsync("**/set-up");
        await page.Locator("#next").ClickAsync();
        await page.Locator("[data-recovery-key]").WaitForAsync();
        await visitor.LookAsync("recovery key");
        var key = await page.Locator("[data-recovery-key]").InnerTextAsync();
        await page.GetByLabel("The last five characters on your sheet").FillAsync(key.Trim()[^5..]);
        await PressAsync(page, "I have the sheet");

        await page.GetByLabel("Name").First.FillAsync("Exampleshire Police");
        await page.GetByLabel("Telephone").First.FillAsync("01632 960001");
        await visitor.LookAsync("who to call");
        await PressAsync(page, "Continue");

        await page.GetByLabel("The office has read this and agrees to it").CheckAsync();
        await visitor.LookAsync("data protection");
        await PressAsync(page, "Continue");

        await page.GetByRole(AriaRole.Radio).First.CheckAsync();
        await visitor.LookAsync("protocol");
        await PressAsync(page, "Continue");
        await visitor.LookAsync("done");
        await PressAsync(page, "Open the desk");
    }

    /// <summary>What an authenticator app would show for this key now.</summary>
    public static string CodeFor(string manualKey) => new Totp(Base32Encoding.ToBytes(manualKey.Replace(" ", ""))).ComputeTotp(DateTime.UtcNow);

    public static Task PressAsync(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static async Task ByPasswordAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await page.GetByLabel("With a password and an authenticator app").CheckAsync();
        await PressAsync(page, "Continue");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await visitor.LookAsync("password");
        await PressAsync(page, "Continue");
        var key = await page.Locator("[data-manual-key]").TextContentAsync();
        await page.GetByLabel("Code from the app").FillAsync(CodeFor(key!));
        await visitor.LookAsync("authenticator");
        await PressAsync(page, "Continue");
        await visitor.LookAsync("recovery codes");
        await PressAsync(page, "I have kept them");
    }

    private static async Task ByPasskeyAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await page.GetByLabel("With a passkey").CheckAsync();
        await PressAsync(page, "Continue");
        await visitor.LookAsync("passkey");
        await PressAsync(page, "Make a passkey");
    }
}
