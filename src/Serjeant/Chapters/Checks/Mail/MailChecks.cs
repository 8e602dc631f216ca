using System.Text;
using System.Text.RegularExpressions;
using Serjeant.Chapters.Checks.Connections;
using Serjeant.Chapters.Checks.Looks;
using Serjeant.Data;
using Serjeant.Mail;
using Serjeant.Mail.Connections;
using Serjeant.Mail.Looking;
using Serjeant.Mail.Outlook;
using Serjeant.Mail.Scoring;
using Serjeant.Outside.Pictures;
using Serjeant.Outside.Pictures.Codes;

namespace Serjeant.Chapters.Checks.Mail;

/// <summary>A message with the answer about it.</summary>
/// <param name="Bytes">As it was handed over; of pasted words their UTF-8.</param>
public sealed record CheckedMessage(MailVerdict Verdict, CheckedForm Form, byte[] Bytes);

/// <summary>Says whether a message looks genuine. Nothing is looked up and nothing in it is opened.</summary>
public sealed partial class MailChecks(CheckContext contexts, Lazy<MailJudge> judge, Lazy<LookJudge> looks)
{
    /// <summary>As large as mail servers usually take.</summary>
    public const long MaxFileBytes = 40L * 1024 * 1024;

    /// <summary>Of pasted words, in characters.</summary>
    public const int MaxText = 20_000;

    /// <exception cref="FormatException">These bytes are no mail, and no picture with a QR code.</exception>
    public async Task<CheckedMessage> FileAsync(byte[] raw, CancellationToken cancel) =>
        Of(PictureHead.Read(raw) is not null ? CheckedForm.Picture : OutlookMessage.IsOne(raw) ? CheckedForm.Outlook : CheckedForm.Mail, raw, await contexts.ReadAsync(cancel));

    /// <summary>Pasted words: a chat, or a whole mail with its header.</summary>
    public async Task<CheckedMessage> TextAsync(string text, CancellationToken cancel) =>
        Of(Header().IsMatch(text) ? CheckedForm.Mail : CheckedForm.Words, Encoding.UTF8.GetBytes(text), await contexts.ReadAsync(cancel));

    /// <summary>Somebody who asks to be connected.</summary>
    public async Task<CheckedMessage> ConnectionAsync(ConnectionRequest request, CancellationToken cancel) =>
        Of(CheckedForm.Connection, ConnectionFile.Write(request), await contexts.ReadAsync(cancel));

    /// <summary>The answer about a message that was kept, by what the office knows now.</summary>
    public async Task<CheckedMessage> AgainAsync(CheckedForm form, byte[] bytes, CancellationToken cancel) =>
        Of(form, bytes, form == CheckedForm.Page ? await contexts.ReadOwnAsync(cancel) : await contexts.ReadAsync(cancel));

    /// <summary>The same for one of many: the context is read once.</summary>
    public CheckedMessage Of(CheckedForm form, byte[] bytes, MailContext context) =>
        new(form switch
        {
            CheckedForm.Words => judge.Value.JudgeChat(Encoding.UTF8.GetString(bytes), context),
            CheckedForm.Page => looks.Value.Judge(LookFile.Read(bytes).Page, context.OwnNames, context.Protected),
            CheckedForm.Connection => judge.Value.JudgeConnection(ConnectionFile.Read(bytes), context),
            CheckedForm.Picture => OfCodes(QrReader.Read(bytes), context),
            _ => judge.Value.Judge(bytes, context with { QrCodes = MailQrCodes.Of(bytes) }),
        }, form, bytes);

    // What the codes say stands in for the words.
    private MailVerdict OfCodes(IReadOnlyList<string> codes, MailContext context) => codes.Count == 0
        ? throw new FormatException("No QR code was found in the picture. Take one in which the code is large and straight, as PNG, JPEG or GIF.")
        : judge.Value.JudgeChat(string.Join('\n', codes), context with { QrCodes = codes });

    /// <summary>Begins as a mail's source does: field lines, and one of those that every mail has.</summary>
    [GeneratedRegex(@"\A\s*(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}){0,200}?(?:From|Received|Return-Path|Message-ID):[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}[A-Za-z][A-Za-z0-9-]{1,60}:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Header();
}
