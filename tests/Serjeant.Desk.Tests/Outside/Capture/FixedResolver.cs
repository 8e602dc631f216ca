using System.Net;
using Serjeant.Outside.Capture.Network;

namespace Serjeant.Desk.Tests.Outside.Capture;

/// <summary>Answers from a list; a name may have several answers, given one after the other, the last for ever.</summary>
internal sealed class FixedResolver : IAddressResolver
{
    private readonly Dictionary<string, Queue<string[]>> answers = new(StringComparer.OrdinalIgnoreCase);

    public List<string> Asked { get; } = [];

    public FixedResolver With(string host, params string[][] turns)
    {
        answers[host] = new Queue<string[]>(turns);
        return this;
    }

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancel)
    {
        lock (answers)
        {
            Asked.Add(host);
            IReadOnlyList<IPAddress> found = !answers.TryGetValue(host, out var turns) ? []
                : [.. (turns.Count > 1 ? turns.Dequeue() : turns.Peek()).Select(IPAddress.Parse)];
            return Task.FromResult(found);
        }
    }
}
