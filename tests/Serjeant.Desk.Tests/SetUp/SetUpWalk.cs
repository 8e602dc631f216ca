using System.Net;
using Microsoft.Extensions.DependencyInjection;
using AngleSharp.Html.Dom;
using OtpNet;
using Serjeant.Chapters.SetUp.Start;
using Serjeant.Desk.Tests.Support;
using Shouldly;

namespace Serjeant.Desk.Tests.SetUp;

/// <summary>Walks through set-up in a browser without JavaScript, as far as a test wants.</summary>
internal sealed class SetUpWalk(TestDesk desk)
{
    public const string Password = "brisk lantern walnut orbit";

    public TestBrowser Browser { get; } = desk.Browser();
    public string Email { get; init; } = "sam@new-office.example";
    public byte[] Secret { get; private set; } = [];
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public static async Task<string> LinkAsync(TestDesk desk)
    {
        await using var scope = desk.App.Services.CreateAsyncScope();
        return "/set-up/" + await scope.ServiceProvider.GetRequiredService<SetUpStarts>().FurtherAsync(CancellationToken.None);
    }

    public async Task StartAsync(string? link = null)
    {
        var page = await Browser.PageAsync(link ?? await LinkAsync(desk));
        (await Browser.SubmitAsync(page, "form#start")).Headers.Location!.ToString().ShouldBe("/set-up");
    }

    public Task OfficeAsync() => StepAsync("/set-up/office", "form#office", new()
    {
        ["Politician"] = "Robin Newcome",
        ["Role"] = "Councillor",
        ["Area"] = "Newton ward",
        ["PublicEmail"] = "robin@new-office.example",
        ["Nation"] = "Wales",
    }, "/set-up/person");

    public Task PersonAsync() => StepAsync("/set-up/person", "form#person", new()
    {
        ["Name"] = "Sam Staff",
        ["Email"] = Email,
        ["Initials"] = "ss",
    }, "/set-up");

    public async Task SignInWayAsync()
    {
        await StepAsync("/join/how", "form#how", new() { ["Way"] = "password" }, "/join/password");
        await StepAsync("/join/password", "form#password", new() { ["Password"] = Password }, "/join/authenticator");
        var page = await Browser.PageAsync("/join/authenticator");
        Secret = ReadSecret(page);
        var answer = await Browser.SubmitAsync(page, "form#authenticator", new Dictionary<string, string> { ["Code"] = CodeOf(Secret) });
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var codes = await Browser.PageAsync("/join/codes");
        RecoveryCodes = ReadCodes(codes);
        RecoveryCodes.Count.ShouldBe(10);
        (await Browser.SubmitAsync(codes, "form#kept")).Headers.Location!.ToString().ShouldBe("/set-up");
    }

    public async Task RecoveryKeyAsync()
    {
        var page = await Browser.PageAsync("/set-up/recovery-key");
        var key = page.QuerySelector("[data-recovery-key]")!.TextContent.Trim();
        var answer = await Browser.SubmitAsync(page, "form#recovery-key", new Dictionary<string, string> { ["LastGroup"] = key.Split('-')[^1].ToLowerInvariant() });
        answer.Headers.Location?.ToString().ShouldBe("/set-up/contacts");
    }

    public Task ContactsAsync() => StepAsync("/set-up/contacts", "form#contacts", new() { ["Contacts[0].Name"] = "Heddlu Gwent" }, "/set-up/data-protection");

    public Task DataProtectionAsync() => StepAsync("/set-up/data-protection", "form#data-protection", new() { ["Confirmed"] = "true" }, "/set-up/protocol");

    public Task ProtocolAsync(string template = "b-ground-rules") => StepAsync("/set-up/protocol", "form#protocol", new() { ["Template"] = template }, "/set-up/done");

    public Task OpenAsync() => StepAsync("/set-up/done", "form#open", [], "/");

    public async Task WholeAsync()
    {
        await StartAsync();
        await OfficeAsync();
        await PersonAsync();
        await SignInWayAsync();
        await RecoveryKeyAsync();
        await ContactsAsync();
        await DataProtectionAsync();
        await ProtocolAsync();
        await OpenAsync();
    }

    public async Task StepAsync(string address, string form, Dictionary<string, string> fill, string next)
    {
        var page = await Browser.PageAsync(address);
        var answer = await Browser.SubmitAsync(page, form, fill);
        var problem = answer.StatusCode == HttpStatusCode.UnprocessableEntity ? (await TestBrowser.ReadAsync(answer)).Body!.TextContent : answer.StatusCode.ToString();
        (answer.Headers.Location?.ToString()).ShouldBe(next, problem);
    }

    public static byte[] ReadSecret(IHtmlDocument page) => Base32Encoding.ToBytes(page.QuerySelector("[data-manual-key]")!.TextContent.Replace(" ", "", StringComparison.Ordinal));

    public static IReadOnlyList<string> ReadCodes(IHtmlDocument page) => [.. page.QuerySelectorAll("[data-recovery-codes] li").Select(l => l.TextContent.Trim())];

    public static string CodeOf(byte[] secret, DateTimeOffset? at = null) => new Totp(secret).ComputeTotp((at ?? DateTimeOffset.UtcNow).UtcDateTime);
}
