namespace Serjeant.Mail.Forwarding;

/// <summary>A command or test of a Sieve script (RFC 5228 §8.2).</summary>
/// <param name="Name">Lower case.</param>
/// <param name="Arguments">Tags begin with a colon, in lower case.</param>
/// <param name="Block">Null where there is none.</param>
/// <param name="Label">The name that a mail program gave the rule, in a comment before it; null for none.</param>
internal sealed record SieveNode(string Name, int Line, IReadOnlyList<SieveArgument> Arguments, IReadOnlyList<SieveNode> Tests, IReadOnlyList<SieveNode>? Block, string? Label)
{
    internal bool Has(string tag) => Arguments.Any(a => a.Tag == tag);

    /// <summary>String lists that stand by themselves, in order: those that follow a tag with a value are left out.</summary>
    internal IReadOnlyList<IReadOnlyList<string>> Lists(params string[] tagsWithValue)
    {
        var lists = new List<IReadOnlyList<string>>();
        for (var i = 0; i < Arguments.Count; i++)
            if (Arguments[i].Strings is { } strings && !(i > 0 && Arguments[i - 1].Tag is { } tag && tagsWithValue.Contains(tag, StringComparer.Ordinal))) lists.Add(strings);
        return lists;
    }

    /// <summary>The value after a tag; empty where there is none.</summary>
    internal IReadOnlyList<string> After(string tag)
    {
        for (var i = 0; i + 1 < Arguments.Count; i++)
            if (Arguments[i].Tag == tag && Arguments[i + 1].Strings is { } strings) return strings;
        return [];
    }
}

/// <summary>One of the three is set.</summary>
internal sealed record SieveArgument(string? Tag, IReadOnlyList<string>? Strings, long? Number);

/// <summary>A script that is not written as one must be, or larger than is read.</summary>
public sealed class SieveException : Exception
{
    /// <summary>For a script that can't be read.</summary>
    public SieveException(string message)
        : base(message)
    {
    }
}
