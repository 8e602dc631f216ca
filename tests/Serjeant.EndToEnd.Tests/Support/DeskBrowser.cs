using System.Net;
using System.Text.RegularExpressions;

namespace Serjeant.EndToEnd.Tests.Support;

/// <summary>A person who is signed in at a real program, without a screen: reads pages and sends their forms.</summary>
internal sealed partial class DeskBrowser : IDisposable
{
    private readonly HttpClient client;

    /// <param name="secret">Of the session, as <see cref="SeededOffice.SignInAsync"/> gives it.</param>
    public DeskBrowser(DeskProcess desk, string secret)
    {
        var cookies = new CookieContainer();
        cookies.Add(new Uri(desk.Address), new Cookie("serjeant", secret));
        client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = new Uri(desk.Address) };
    }

    public async Task<string> PageAsync(string path, CancellationToken cancel) => WebUtility.HtmlDecode(await client.GetStringAsync(Of(path), cancel));

    /// <summary>Sends a form of the page, with the page's own token.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, string handler, Dictionary<string, string> form, CancellationToken cancel)
    {
        var page = await client.GetStringAsync(Of(path), cancel);
        using var content = new FormUrlEncodedContent(form.Append(new("__RequestVerificationToken", Token().Match(page).Groups[1].Value)));
        return await client.PostAsync(Of($"{path}?handler={handler}"), content, cancel);
    }

    public void Dispose() => client.Dispose();

    private static Uri Of(string path) => new(path, UriKind.Relative);

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
