namespace Serjeant.Chapters.Inbox.Messages;

internal static class PeopleNames
{
    /// <summary>The name of somebody of the office, also where they are gone.</summary>
    internal static string NameOf(this IReadOnlyDictionary<long, string> people, long id) => people.GetValueOrDefault(id, "somebody who left");
}
