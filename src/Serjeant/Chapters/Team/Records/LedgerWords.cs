namespace Serjeant.Chapters.Team.Records;

/// <summary>An entry's action as people read it: <c>person.role-changed</c> is "Person: role changed".</summary>
public static class LedgerWords
{
    public static string Of(string action)
    {
        var (what, did) = action.Split('.', 2) is [var first, var second] ? (first, second) : ("", action);
        var words = did.Replace('-', ' ').Replace('.', ' ');
        return what.Length == 0 ? Capital(words) : $"{Capital(what.Replace('-', ' '))}: {words}";
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
