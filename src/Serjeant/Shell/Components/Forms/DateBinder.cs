using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Serjeant.Shell.Components.Forms;

/// <summary>Reads a <see cref="DateOnly"/> from the three boxes of <c>desk-date</c>, or from one ISO date.</summary>
public sealed class DateBinder : IModelBinder
{
    private static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];

    public Task BindModelAsync(ModelBindingContext context)
    {
        var name = context.ModelName;
        Read(context, name);
        // The validator knows the date and not its boxes: left unvalidated, they would make the whole form invalid.
        foreach (var box in (string[])[name, name + ".Day", name + ".Month", name + ".Year"])
            if (context.ModelState.GetFieldValidationState(box) == ModelValidationState.Unvalidated && context.ModelState.ContainsKey(box))
                context.ModelState.MarkFieldValid(box);
        return Task.CompletedTask;
    }

    private static void Read(ModelBindingContext context, string name)
    {
        if (Typed(context, name) is { } iso)
        {
            if (iso.Length == 0) return;
            if (DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var one))
                context.Result = ModelBindingResult.Success(one);
            else
                Refuse(context, name, "must be a real date, such as 2026-03-27");
            return;
        }

        var (day, month, year) = (Typed(context, name + ".Day"), Typed(context, name + ".Month"), Typed(context, name + ".Year"));
        if (string.IsNullOrEmpty(day) && string.IsNullOrEmpty(month) && string.IsNullOrEmpty(year)) return;
        if (string.IsNullOrEmpty(day)) Refuse(context, name + ".Day", "must include a day");
        else if (string.IsNullOrEmpty(month)) Refuse(context, name + ".Month", "must include a month");
        else if (string.IsNullOrEmpty(year)) Refuse(context, name + ".Year", "must include a year");
        else if (!Number(year, out var y) || y is < 1900 or > 2200) Refuse(context, name + ".Year", "must include a year of four digits");
        else if (MonthOf(month) is not { } m) Refuse(context, name + ".Month", "must be a real date");
        else if (!Number(day, out var d) || d < 1 || d > DateTime.DaysInMonth(y, m)) Refuse(context, name + ".Day", "must be a real date");
        else context.Result = ModelBindingResult.Success(new DateOnly(y, m, d));
    }

    private static string? Typed(ModelBindingContext context, string name)
    {
        var found = context.ValueProvider.GetValue(name);
        if (found == ValueProviderResult.None) return null;
        context.ModelState.SetModelValue(name, found);
        // Nothing else looks at a single box, and a field that nobody has looked at makes the whole form count as invalid.
        if (name != context.ModelName)
            context.ModelState.MarkFieldSkipped(name);
        return found.FirstValue?.Trim() ?? "";
    }

    private static void Refuse(ModelBindingContext context, string key, string why) =>
        context.ModelState.TryAddModelError(key, $"{context.ModelMetadata.DisplayName ?? "The date"} {why}");

    private static bool Number(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static int? MonthOf(string text)
    {
        if (Number(text, out var number)) return number is >= 1 and <= 12 ? number : null;
        if (text.Length < 3) return null;
        var index = Array.FindIndex(Months, m => m.StartsWith(text, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : index + 1;
    }
}

/// <summary>Hands every <see cref="DateOnly"/> to <see cref="DateBinder"/>.</summary>
public sealed class DateBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.UnderlyingOrModelType == typeof(DateOnly) ? new DateBinder() : null;
}
