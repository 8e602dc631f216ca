namespace Serjeant.Moderation.Model;

/// <summary>The features of one part of a message. Reused by one thread; holds as many as the longest part can have.</summary>
public sealed class FeatureList
{
    private const int MostOfWords = 4096;
    private const int MostOfLetters = 12288;

    private readonly uint[] words = new uint[MostOfWords];
    private readonly uint[] letters = new uint[MostOfLetters];
    private readonly (int First, int Last)[] wordPlaces = [];
    private readonly (int First, int Last)[] letterPlaces = [];
    private int wordCount;
    private int letterCount;

    /// <param name="traced">True to remember from which words a feature came: for explanations.</param>
    public FeatureList(bool traced = false)
    {
        if (!traced) return;
        wordPlaces = new (int, int)[MostOfWords];
        letterPlaces = new (int, int)[MostOfLetters];
    }

    public ReadOnlySpan<uint> Words => words.AsSpan(0, wordCount);

    public ReadOnlySpan<uint> LetterRuns => letters.AsSpan(0, letterCount);

    internal ReadOnlySpan<(int First, int Last)> WordPlaces => wordPlaces.AsSpan(0, wordCount);

    internal ReadOnlySpan<(int First, int Last)> LetterPlaces => letterPlaces.AsSpan(0, letterCount);

    internal void Clear() => wordCount = letterCount = 0;

    internal void Word(uint feature, int first, int last)
    {
        if (wordCount == words.Length) return;
        if (wordPlaces.Length > 0) wordPlaces[wordCount] = (first, last);
        words[wordCount++] = feature;
    }

    internal void Letters(uint feature, int first, int last)
    {
        if (letterCount == letters.Length) return;
        if (letterPlaces.Length > 0) letterPlaces[letterCount] = (first, last);
        letters[letterCount++] = feature;
    }
}
