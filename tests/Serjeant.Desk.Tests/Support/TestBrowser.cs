using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.TestHost;

namespace Serjeant.Desk.Tests.Support;

/// <summary>A browser without JavaScript: keeps cookies, reads pages, fills in and sends the forms that are really there.</summary>
public sealed class TestBrowser(TestServer server)
{
    private readonly HttpClient client = server.CreateClient();

    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>The answer as it came, redirects not followed.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption until = HttpCompletionOption.ResponseContentRead)
    {
        if (Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}")));
        var response = await client.SendAsync(request, until);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var cookie in set.Select(c => c.Split(';')[0].Split('=', 2)))
                Cookies[cookie[0]] = cookie[1];
        return response;
    }

    public Task<HttpResponseMessage> GetAsync(string address) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>An answer that goes on: what has come so far can be read.</summary>
    public Task<HttpResponseMessage> OpenAsync(string address) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, address), HttpCompletionOption.ResponseHeadersRead);

    public async Task<IHtmlDocument> PageAsync(string address) => await ReadAsync(await GetAsync(address));

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response)
    {
        var context = BrowsingContext.New(Configuration.Default);
        var address = response.RequestMessage!.RequestUri!.ToString();
        var html = await response.Content.ReadAsStringAsync();
        return (IHtmlDocument)await context.OpenAsync(r => r.Content(html).Address(address));
    }

    /// <summary>Sends a form of a page as a person would: what the page filled in, then <paramref name="fill"/>, and the button's name if it has one.</summary>
    /// <param name="to">Another address than the form's, as somebody who meddles with it would send it.</param>
    public async Task<HttpResponseMessage> SubmitAsync(
        IHtmlDocument page, string formSelector, IReadOnlyDictionary<string, string>? fill = null, string? buttonSelector = null, string? to = null,
        HttpCompletionOption until = HttpCompletionOption.ResponseContentRead)
    {
        var form = page.QuerySelector<IHtmlFormElement>(formSelector)
            ?? throw new InvalidOperationException($"No form {formSelector} on {page.Title}.");
        var button = buttonSelector is null ? null : page.QuerySelector(buttonSelector)
            ?? throw new InvalidOperationException($"No button {buttonSelector} on {page.Title}.");
        var values = Filled(form);
        foreach (var (name, value) in fill ?? new Dictionary<string, string>())
        {
            values.RemoveAll(v => v.Key == name);
            values.Add(new(name, value));
        }
        if (button?.GetAttribute("name") is { Length: > 0 } buttonName)
            values.Add(new(buttonName, button.GetAttribute("value") ?? ""));
        var action = to ?? button?.GetAttribute("formaction") ?? form.GetAttribute("action");
        var address = string.IsNullOrEmpty(action) ? new Uri(page.Url).PathAndQuery : action;
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(values) }, until);
    }

    private static List<KeyValuePair<string, string>> Filled(IHtmlFormElement form)
    {
        var values = new List<KeyValuePair<string, string>>();
        foreach (var element in form.Elements.Where(e => !string.IsNullOrEmpty(e.GetAttribute("name"))))
        {
            var name = element.GetAttribute("name")!;
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } box:
                    if (box.IsChecked)
                        values.Add(new(name, box.HasValue ? box.Value : "on"));
                    break;
                case IHtmlInputElement { Type: "submit" or "button" or "image" or "file" }:
                    break;
                case IHtmlInputElement input:
                    values.Add(new(name, input.Value));
                    break;
                case IHtmlTextAreaElement area:
                    values.Add(new(name, area.Value));
                    break;
                case IHtmlSelectElement select:
                    values.Add(new(name, select.Value ?? ""));
                    break;
            }
        }
        return values;
    }
}
