namespace Serjeant.Moderation.Model;

/// <summary>The hash of words and features. A model file holds for one hash only: a change here means training anew.</summary>
public static class Hash
{
    /// <summary>FNV-1a over UTF-16 code units, mixed at the end because only low bits are used.</summary>
    public static uint Of(ReadOnlySpan<char> text)
    {
        var h = 2166136261u;
        foreach (var c in text) h = (h ^ c) * 16777619u;
        return Mix(h);
    }

    public static uint Join(uint seed, uint a)
    {
        var h = (seed ^ a) * 0x85EBCA6Bu;
        return h ^ h >> 15;
    }

    public static uint Join(uint seed, uint a, uint b) => Join(Join(seed, a), b);

    public static uint Mix(uint h)
    {
        h = (h ^ h >> 16) * 0x7FEB352Du;
        h = (h ^ h >> 15) * 0x846CA68Bu;
        return h ^ h >> 16;
    }
}
