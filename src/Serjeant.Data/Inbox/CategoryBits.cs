using Serjeant.Moderation;

namespace Serjeant.Data;

/// <summary>
/// Several categories as one number, so that the queue's index can answer "has any of these": bit n stands for category n,
/// bit 0, which no category has, says that the message is abuse, and bit 62 that all talk of abuse is doubt.
/// </summary>
public static class CategoryBits
{
    public const long Abuse = 1;

    /// <summary>What is found of abuse only asks a person to look.</summary>
    public const long Doubt = 1L << 62;

    public static long Of(Category category) => 1L << (int)category;

    public static long Of(IEnumerable<Category> categories) => categories.Aggregate(0L, (bits, category) => bits | Of(category));

    public static IEnumerable<Category> In(long bits) => Enum.GetValues<Category>().Where(c => (bits & Of(c)) != 0);
}
