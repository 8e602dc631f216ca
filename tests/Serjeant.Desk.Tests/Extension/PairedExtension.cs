using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.TestHost;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;

namespace Serjeant.Desk.Tests.Extension;

/// <summary>Does what the extension does: pairs with a code, keeps the token, calls.</summary>
internal sealed class PairedExtension(TestDesk desk, string? token)
{
    public const string Root = "/api/browser";

    private readonly HttpClient client = desk.App.GetTestServer().CreateClient();

    public string? Token { get; set; } = token;

    /// <summary>Takes the way of a person: the page, its button, the code typed in.</summary>
    public static async Task<PairedExtension> PairAsync(TestDesk desk, Role role = Role.Moderator, long? officeId = null)
    {
        var extension = new PairedExtension(desk, null);
        var answer = await extension.SendAsync(HttpMethod.Post, "/pair", new { code = await CodeAsync(desk, role, officeId) });
        answer.EnsureSuccessStatusCode();
        extension.Token = (await JsonAsync(answer)).GetProperty("token").GetString();
        return extension;
    }

    public static async Task<string> CodeAsync(TestDesk desk, Role role = Role.Moderator, long? officeId = null)
    {
        var browser = await desk.SignedInAsync(role, officeId);
        await browser.SubmitAsync(await browser.PageAsync("/me/browsers"), "form#code-form");
        return (await browser.PageAsync("/me/browsers")).QuerySelector("[data-pairing-code]")!.TextContent.Trim();
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null) =>
        SendAsync(method, path, body as HttpContent ?? (body is null ? null : JsonContent.Create(body)));

    public Task<HttpResponseMessage> FileAsync(Guid token, byte[] bytes, string? hash = null) =>
        SendAsync(HttpMethod.Put, $"/captures/{token}/files/{hash ?? HashOf(bytes)}", new ByteArrayContent(bytes));

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    /// <summary>The problem's code, as the extension reads it.</summary>
    public static async Task<string?> CodeOfAsync(HttpResponseMessage answer) => (await JsonAsync(answer)).GetProperty("code").GetString();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, Root + path) { Content = content };
        request.Headers.UserAgent.ParseAdd("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36");
        if (Token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return await client.SendAsync(request);
    }
}

/// <summary>A capture as the extension announces it.</summary>
internal static class Captured
{
    public static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 1, 2, 3];
    public static readonly byte[] Words = "We know your street."u8.ToArray();
    public static readonly byte[] Profile = "@nightwatch, joined 2021"u8.ToArray();

    public static readonly DateTimeOffset At = new(2026, 5, 3, 9, 30, 0, TimeSpan.Zero);

    public static object Page(string what, string address = "https://social.example/post/17", string[]? missing = null) => new
    {
        what,
        address,
        title = "A <b>post</b>",
        at = At,
        utcOffsetMinutes = 60,
        timeZone = "Europe/London",
        browser = "Chromium 156.0.1",
        viewportWidth = 1280,
        viewportHeight = 720,
        missing = missing ?? [],
        notes = Array.Empty<string>(),
    };

    public static object File(string path, byte[] bytes) => new { path, bytes = bytes.Length, sha256 = PairedExtension.HashOf(bytes) };

    public static object PostAndProfile(int number) => new
    {
        @case = number,
        pages = new[] { Page("post"), Page("profile", "https://social.example/nightwatch") },
        files = new[] { File("post/page.png", Picture), File("post/text.txt", Words), File("profile/text.txt", Profile) },
    };

    public static object PostAlone(int number, string[]? missing = null, string? why = "The account is gone") => new
    {
        @case = number,
        pages = new[] { Page("post", missing: missing) },
        noProfileWhy = why,
        files = new[] { File("post/text.txt", Words) },
    };
}
