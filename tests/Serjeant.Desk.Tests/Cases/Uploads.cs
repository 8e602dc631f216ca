using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Serjeant.Chapters.Cases;
using Serjeant.Desk.Tests.Support;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>Sends the upload form as a browser does: fields in the page's order, file names as raw as an attacker likes.</summary>
internal static class Uploads
{
    public static async Task<HttpResponseMessage> UploadAsync(
        this TestBrowser browser, int number, IReadOnlyDictionary<string, string> fill, params (string Name, byte[] Bytes)[] files)
    {
        var page = await browser.PageAsync(CasesLinks.Upload(number));
        return await browser.UploadAsync(page, fill, files);
    }

    public static async Task<HttpResponseMessage> UploadAsync(
        this TestBrowser browser, IHtmlDocument page, IReadOnlyDictionary<string, string> fill, params (string Name, byte[] Bytes)[] files)
    {
        const string boundary = "----test-boundary-7d1";
        using var body = new MemoryStream();
        foreach (var field in page.QuerySelector<IHtmlFormElement>("#upload")!.Elements.Where(e => !string.IsNullOrEmpty(e.GetAttribute("name"))))
        {
            var name = field.GetAttribute("name")!;
            if (field is IHtmlInputElement { Type: "file" })
                continue;
            var value = fill.GetValueOrDefault(name) ?? (field as IHtmlInputElement)?.Value ?? (field as IHtmlTextAreaElement)?.Value ?? "";
            Write($"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }
        foreach (var (name, bytes) in files)
        {
            Write($"--{boundary}\r\nContent-Disposition: form-data; name=\"Files\"; filename=\"{name}\"\r\nContent-Type: text/html\r\n\r\n");
            body.Write(bytes);
            Write("\r\n");
        }
        Write($"--{boundary}--\r\n");
        var content = new ByteArrayContent(body.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}");
        return await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(page.Url).PathAndQuery) { Content = content });

        void Write(string text) => body.Write(Encoding.UTF8.GetBytes(text));
    }
}
