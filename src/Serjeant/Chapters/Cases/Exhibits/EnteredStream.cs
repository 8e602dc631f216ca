namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>What leaves the evidence store leaves it written down, or not at all.</summary>
internal static class EnteredStream
{
    /// <summary>The stream once the entry stands; closed, and null, where the entry was refused.</summary>
    public static async Task<Stream?> OnceAsync(this Stream content, Func<Task<bool>> entered)
    {
        var stands = false;
        try
        {
            stands = await entered();
        }
        finally
        {
            if (!stands)
                await content.DisposeAsync();
        }
        return stands ? content : null;
    }
}
