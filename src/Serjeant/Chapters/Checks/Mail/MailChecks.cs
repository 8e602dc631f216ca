using System.Text;
using System.Text.RegularExpressions;
using Serjeant.Chapters.Checks.Connections;
using Serjeant.Chapters.Checks.Links;
using Serjeant.Chapters.Checks.Looks;
using Serjeant.Chapters.Checks.Senders;
using Serjeant.Data;
using Serjeant.Mail;
using Serjeant.Mail.Connections;
using Serjeant.Mail.Links;
using Serjeant.Mail.Looking;
using Serjeant.Mail.Outlook;
using Serjeant.Mail.Scoring;
using Serjeant.Outside.Insides;
using Serjeant.Outside.Pictures;
using Serjeant.Outside.Pictures.Codes;

namespace Serjeant.Chapters.Checks.Mail;

/// <summary>A message with the answer about it.</summary>
/// <param name="Bytes">As it was handed over; of pasted words their UTF-8.</param>
/// <param name="LookedUp">What was looked up about who sent it; null where nothing was.</param>
public sealed record CheckedMessage(MailVerdict Verdict, CheckedForm Form, byte[] Bytes, SenderLookUp? LookedUp = null);

/// <summary>Says whether a message looks genuine. Nothing in it is opened; who sent a mail is looked up where the office lets that be.</summary>
public sealed partial class MailChecks(CheckContext contexts, SenderLookUps senders, Lazy<MailJudge> judge, Lazy<LookJudge> looks, Lazy<LinkJudge> links)
{
    /// <summary>As large as mail servers usually take.</summary>
    public const long MaxFileBytes = 40L * 1024 * 1024;

    /// <summary>Of pasted words, in characters.</summary>
    public const int MaxText = 20_000;

    /// <exception cref="FormatException">These bytes are no mail, and no picture with a QR code.</exception>
    public async Task<CheckedMessage> FileAsync(byte[] raw, CancellationToken cancel) =>
        await AskedAsync(PictureHead.Read(raw) is not null ? CheckedForm.Picture : MailForm(raw), raw, await contexts.ReadAsync(cancel), cancel);

    /// <summary>Pasted words: a chat, or a whole mail with its header.</summary>
    public async Task<CheckedMessage> TextAsync(string text, CancellationToken cancel) =>
        await AskedAsync(Header().IsMatch(text) ? CheckedForm.Mail : CheckedForm.Words, Encoding.UTF8.GetBytes(text), await contexts.ReadAsync(cancel), cancel);

    /// <summary>Somebody who asks to be connected.</summary>
    public async Task<CheckedMessage> ConnectionAsync(ConnectionRequest request, CancellationToken cancel) =>
        Of(CheckedForm.Connection, ConnectionFile.Write(request), await contexts.ReadAsync(cancel));

    /// <summary>The answer about a message that was kept, by what the office knows now and by what was looked up then: nobody is asked again.</summary>
    public async Task<CheckedMessage> AgainAsync(CheckedForm form, byte[] bytes, SenderLookUp? lookedUp, CancellationToken cancel) =>
        Of(form, bytes, form is CheckedForm.Page or CheckedForm.Link ? await contexts.ReadOwnAsync(cancel) : await contexts.ReadAsync(cancel), lookedUp);

    /// <summary>A message just handed over. Nobody is asked about one that can't be read, or whose sender nothing could prove.</summary>
    public async Task<CheckedMessage> AskedAsync(CheckedForm form, byte[] bytes, MailContext context, CancellationToken cancel)
    {
        if (form is not (CheckedForm.Mail or CheckedForm.Outlook)) return Of(form, bytes, context);
        // Its files are looked into once, whether it is judged once or twice.
        var read = MailInsides.Of(bytes).Beside(context);
        var alone = OfMail(form, bytes, read, null);
        return alone.Verdict.Message.ForwardedFrom is null && await senders.AskAsync(bytes, cancel) is { } lookedUp ? OfMail(form, bytes, read, lookedUp) : alone;
    }

    public static CheckedForm MailForm(byte[] raw) => OutlookMessage.IsOne(raw) ? CheckedForm.Outlook : CheckedForm.Mail;

    /// <summary>Judged without asking anybody.</summary>
    public CheckedMessage Of(CheckedForm form, byte[] bytes, MailContext context, SenderLookUp? lookedUp = null) => form switch
    {
        CheckedForm.Mail or CheckedForm.Outlook => OfMail(form, bytes, MailInsides.Of(bytes).Beside(context), lookedUp),
        CheckedForm.Link => OfLink(Encoding.UTF8.GetString(bytes), context),
        _ => new(form switch
        {
            CheckedForm.Words => judge.Value.JudgeChat(Encoding.UTF8.GetString(bytes), context),
            CheckedForm.Page => looks.Value.Judge(LookFile.Read(bytes).Page, context.OwnNames, context.Protected),
            CheckedForm.Connection => judge.Value.JudgeConnection(ConnectionFile.Read(bytes), context),
            _ => OfCodes(QrReader.Read(bytes), context),
        }, form, bytes, lookedUp),
    };

    private CheckedMessage OfLink(string written, MailContext context) => LinkMessage.Of(written, links.Value.Protecting(context.Protected).Judge(written));

    private CheckedMessage OfMail(CheckedForm form, byte[] bytes, MailContext read, SenderLookUp? lookedUp) =>
        new(judge.Value.Judge(bytes, read with { LookedUp = lookedUp?.Facts }), form, bytes, lookedUp);

    // What the codes say stands in for the words.
    private MailVerdict OfCodes(IReadOnlyList<string> codes, MailContext context) => codes.Count == 0
        ? throw new FormatException("No QR code was found in the picture. Take one in which the code is large and straight, as PNG, JPEG or GIF.")
        : judge.Value.JudgeChat(string.Join('\n', codes), context with { QrCodes = codes });

    /// <summary>Begins as a mail's source does: field lines, and one of those that every mail has.</summary>
    [GeneratedRegex(@"\A\s*(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}){0,200}?(?:From|Received|Return-Path|Message-ID):[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}[A-Za-z][A-Za-z0-9-]{1,60}:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Header();
}
