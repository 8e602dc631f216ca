using Serjeant.Text;
using Serjeant.Text.Near;

namespace Serjeant.Lab.Near;

/// <summary>How well copies find their group, measured message by message as they come.</summary>
/// <param name="Joined">Messages that joined a group.</param>
/// <param name="Rightly">Of these, those whose group was begun by a copy of the same text.</param>
/// <param name="Copies">Messages of which a copy had come before.</param>
/// <param name="Found">Of these, those that joined the first group of their text.</param>
internal sealed record NearFigures(int Messages, int Joined, int Rightly, int Copies, int Found)
{
    public double Precision => Joined == 0 ? 1 : (double)Rightly / Joined;
    public double Recall => Copies == 0 ? 1 : (double)Found / Copies;

    /// <summary>The index as an office keeps it: who begins a group is in it, who joins one is not.</summary>
    /// <param name="missed">Told of each copy that did not find its group and each message in a wrong one, to see why.</param>
    public static NearFigures Measure(IEnumerable<NearLine> lines, NearIndex index, NearKey key, Action<string, NearLine, NearLine?>? missed = null)
    {
        var begun = new List<(NearText Text, NearLine Line)>();
        var first = new Dictionary<int, int>();
        Span<NearCandidate> found = stackalloc NearCandidate[NearIndex.MostFound];
        int messages = 0, joined = 0, rightly = 0, copies = 0, right = 0;
        foreach (var line in lines)
        {
            messages++;
            var text = NearText.Of(Folder.Fold(line.Text), key)!;
            var group = -1;
            foreach (var candidate in found[..index.Find(text, 0, found)])
            {
                if (!NearCheck.Same(begun[(int)candidate.Id].Text, text)) continue;
                group = (int)candidate.Id;
                break;
            }
            var copy = first.TryGetValue(line.Origin, out var own);
            if (copy) copies++;
            if (group >= 0)
            {
                joined++;
                if (begun[group].Line.Origin == line.Origin) rightly++;
                else missed?.Invoke("wrong", line, begun[group].Line);
                if (copy && group == own) right++;
            }
            else
            {
                group = begun.Count;
                index.Add(text, group, group, 0);
                begun.Add((text, line));
                if (copy) missed?.Invoke("missed", line, begun[own].Line);
            }
            first.TryAdd(line.Origin, group);
        }
        return new NearFigures(messages, joined, rightly, copies, right);
    }
}
