using Serjeant.Mail.Messages;
using Serjeant.Mail.Rules;

namespace Serjeant.Mail.Signals;

/// <summary>What attached files are, and what archives hold, by name and first bytes.</summary>
internal static class AttachmentSignals
{
    internal static void Find(MailReading mail, Facts facts)
    {
        foreach (var file in mail.Attachments)
        {
            Say(file.Kind, file.Name, file.Name, facts);
            if (FileKinds.HasTwoEndings(file.Name)) facts.Add("attach.two-endings", Quote(file.Name), ("file", file.Name));
            foreach (var name in file.Inside)
            {
                Say(FileKinds.OfName(name), name, $"{file.Name}: {name}", facts);
                if (FileKinds.HasTwoEndings(name)) facts.Add("attach.two-endings", Quote($"{file.Name}: {name}"), ("file", name));
            }
        }
    }

    private static void Say(FileKind kind, string name, string quote, Facts facts)
    {
        var fact = kind switch
        {
            FileKind.Page => "attach.page",
            FileKind.Svg => "attach.svg",
            FileKind.Notebook => "attach.notebook",
            FileKind.DiskImage => "attach.disk-image",
            FileKind.Program => "attach.program",
            FileKind.Macros => "attach.macros",
            FileKind.LockedArchive => "attach.locked",
            FileKind.Archive => "attach.archive",
            FileKind.Pdf => "attach.pdf",
            FileKind.Office => "attach.office",
            FileKind.Calendar => "attach.calendar",
            _ => null,
        };
        if (fact is not null) facts.Add(fact, Quote(quote.Length > 0 ? quote : "a file without a name"), ("file", name.Length > 0 ? name : "a file without a name"));
    }

    private static Evidence Quote(string name) => new(Place.Attachment, SenderSignals.Cut(name));
}
