using Serjeant.Moderation;
using Serjeant.Moderation.Model;

namespace Serjeant.Lab.Messages;

/// <summary>What is said of each protected group on held-out contrast lines: hate caught, and lines that only name the group left alone.</summary>
internal static class ByGroup
{
    internal static void Show(IReadOnlyList<(Encoded Read, Verdict Verdict)> judged)
    {
        Report.Say($"by group, contrast lines held out: hate against it caught | harmless lines that name it with a hate finding | called abuse");
        foreach (var group in Enum.GetValues<Category>().Where(c => c.IsHate()))
        {
            var against = judged.Where(j => ContrastFiles.Labels(j.Read.Sample.Labels).Contains(group.Id())).ToArray();
            var naming = judged.Where(j => !Contrast.IsAbuse(j.Read.Sample.Labels) && Array.Exists(j.Read.Tokens, t => t.Group == group)).ToArray();
            Report.Say($"  {group.Id(),-22} {Report.Share(against.Count(j => Hateful(j.Verdict)), against.Length)} | {Report.Share(naming.Count(j => Hateful(j.Verdict)), naming.Length)} | {Report.Share(naming.Count(j => j.Verdict.Abuse), naming.Length)}");
        }
    }

    private static bool Hateful(Verdict verdict) => verdict.Findings.Any(f => f.Category.IsHate());
}
