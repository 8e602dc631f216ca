namespace Serjeant.Outside.Exports;

/// <summary>Whose export it is, so that what the office itself sent can be told from what came in.</summary>
/// <param name="Names">Ids and names of the account, as messages in the export give them.</param>
internal sealed record OwnAccount(IReadOnlyCollection<string> Names, string? Account)
{
    public bool Known => Names.Count > 0;

    public bool Sent(string? name) => name is not null && Names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
