using Serjeant.Data;
using Serjeant.Mail;

namespace Serjeant.Chapters.Checks.Mail;

/// <summary>Answers in words, the same on every page.</summary>
public static class CheckWords
{
    public static CheckAnswer Of(Verdict verdict) => verdict switch { Verdict.Red => CheckAnswer.Red, Verdict.Amber => CheckAnswer.Amber, _ => CheckAnswer.None };

    public static string Of(CheckAnswer answer) => answer switch
    {
        CheckAnswer.Red => "Very likely not genuine",
        CheckAnswer.Amber => "Something does not fit",
        _ => "No warning signs found",
    };

    public static string Colour(CheckAnswer answer) => answer switch { CheckAnswer.Red => "red", CheckAnswer.Amber => "yellow", _ => "grey" };

    /// <summary>What a check is called in a list.</summary>
    public static string Title(MessageCheck check) =>
        check.Subject is { Length: > 0 } subject ? subject : check.Form switch { CheckedForm.Words => "Pasted words", _ => "(no subject)" };

    public static string Sender(MessageCheck check) => (check.SenderName, check.SenderAddress) switch
    {
        ({ Length: > 0 } name, { Length: > 0 } address) => $"{name} <{address}>",
        ({ Length: > 0 } name, _) => name,
        (_, { Length: > 0 } address) => address,
        _ => "",
    };

    /// <summary>Who asked, in words.</summary>
    public static string Asker(long? askedById, IReadOnlyDictionary<long, string> people) => askedById is { } id ? people.GetValueOrDefault(id, "somebody who left") : "From the drop folder";

    public static string Count(int number, string one, string many) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many)}");

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
