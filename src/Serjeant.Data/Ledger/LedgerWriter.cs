namespace Serjeant.Data;

/// <summary>Collects what a change has to say to the ledger. <see cref="OfficeChanges"/> writes it in the change's own transaction.</summary>
public sealed class LedgerWriter
{
    internal List<Line> Lines { get; } = [];
    internal List<Func<Task>> Afterwards { get; } = [];

    /// <param name="action">Chapter and verb, such as <c>message.decided</c>.</param>
    /// <param name="subjectType">Such as <c>message</c>.</param>
    /// <param name="data">Facts that are not personal data: kinds, numbers, hashes, ids.</param>
    public void Record(string action, string subjectType, object subjectId, params ReadOnlySpan<(string Name, string Value)> data)
    {
        var line = new Line(action, subjectType, Convert.ToString(subjectId, System.Globalization.CultureInfo.InvariantCulture)!);
        foreach (var (name, value) in data)
            line.Data[name] = value;
        Lines.Add(line);
    }

    /// <summary>
    /// Adds personal data to the last line as a commitment: the ledger proves what it was to who holds the value and the
    /// subject's key, and tells nobody else anything.
    /// </summary>
    /// <param name="subject">Whose data it is, such as <c>author:42</c>.</param>
    public void Commit(string subject, string name, string value) => Lines[^1].Personal.Add((subject, name, value));

    /// <summary>What follows once the change is committed, and never without. It must not throw: the change stands.</summary>
    public void AfterCommit(Func<Task> work) => Afterwards.Add(work);

    internal sealed record Line(string Action, string SubjectType, string SubjectId)
    {
        public SortedDictionary<string, string> Data { get; } = new(StringComparer.Ordinal);
        public List<(string Subject, string Name, string Value)> Personal { get; } = [];
    }
}
