using Microsoft.AspNetCore.Mvc;
using Serjeant.Mail;
using Serjeant.Mail.Scoring;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;
using Serjeant.Shell.Uploads;

namespace Serjeant.Chapters.Checks.Mail;

/// <summary>Is this genuine? A mail's file or pasted words; the answer with what it rests on and what to do next.</summary>
[Needs(Permission.UseTheDesk)]
[StreamedUpload(MailChecks.MaxFileBytes + 1024 * 1024)]
public sealed class CheckMailModel(MailChecks checks) : DeskPage
{
    /// <summary>What led to the answer, in few words; the rest is a press away.</summary>
    public const int ShownFirst = 3;

    public string? Text { get; private set; }

    /// <summary>Null until something was checked.</summary>
    public MailVerdict? Verdict { get; private set; }

    public IReadOnlyList<Finding> Signs => Verdict is null ? [] : [.. Verdict.Findings.Where(f => f.Points > 0)];

    public IReadOnlyList<Finding> Facts => Verdict is null ? [] : [.. Verdict.Findings.Where(f => f.Points <= 0)];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            var form = UploadReader.Open(HttpContext);
            byte[]? raw = null;
            await foreach (var upload in form.FilesAsync(MailChecks.MaxFileBytes, Cancel))
            {
                if (raw is not null)
                    return Invalid("Upload", "Choose one message at a time");
                using var bytes = new MemoryStream();
                await upload.Content.CopyToAsync(bytes, Cancel);
                raw = bytes.ToArray();
            }
            Text = form.Field(nameof(Text));
            if (raw is { Length: 0 })
                return Invalid("Upload", "The file is empty");
            if (raw is null && Text is null)
                return Invalid(nameof(Text), "Paste the message, or choose its file");
            if (raw is null && Text!.Length > MailChecks.MaxText)
                return Invalid(nameof(Text), $"Paste up to {MailChecks.MaxText:N0} characters, or save the message and choose its file");
            Verdict = raw is null ? await checks.TextAsync(Text!, Me.Person, Cancel) : await checks.FileAsync(raw, Me.Person, Cancel);
            return Page();
        }
        catch (UploadRefusedException)
        {
            return UploadReader.Refuse(HttpContext);
        }
        catch (FormatException)
        {
            return Invalid("Upload", "This file is no mail. Save the message as .eml, or paste its words");
        }
        catch (UploadTooLargeException e)
        {
            return Invalid("Upload", e.Message);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Invalid("Upload", "The file is larger than 40 MB. Paste the message's words instead");
        }
    }

    /// <summary>Where a quote stands, before it.</summary>
    public static string Where(Serjeant.Mail.Evidence evidence) => evidence.Where switch
    {
        Place.Header => evidence.Field is { } field ? $"{field}: " : "In the header: ",
        Place.Link => "Link: ",
        Place.Attachment => "File: ",
        Place.Hidden => "Hidden: ",
        _ => "",
    };
}
