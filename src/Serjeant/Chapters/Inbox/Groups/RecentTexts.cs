using Serjeant.Text.Near;

namespace Serjeant.Chapters.Inbox.Groups;

/// <summary>The words of the texts used last, by message: what is compared again and again while a campaign comes in.</summary>
internal sealed class RecentTexts
{
    /// <summary>Words kept in all, of nine bytes each.</summary>
    private const int MostWords = 250_000;

    private readonly Dictionary<long, NearText> texts = [];
    private readonly Queue<long> order = new();
    private int words;

    public NearText? Of(long messageId) => texts.GetValueOrDefault(messageId);

    public void Add(long messageId, NearText text)
    {
        if (!texts.TryAdd(messageId, text))
            return;
        order.Enqueue(messageId);
        words += text.Count;
        while (words > MostWords && texts.Remove(order.Dequeue(), out var oldest))
            words -= oldest.Count;
    }

    public void Clear()
    {
        texts.Clear();
        order.Clear();
        words = 0;
    }
}
