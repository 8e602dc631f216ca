namespace Serjeant.Shell.Components.Forms;

/// <summary>
/// The fields of the page in the order they were written. The error summary, written after them by the layout, follows that
/// order and links only to what is there.
/// </summary>
internal sealed class FieldsOnPage
{
    private readonly Dictionary<string, (int Order, string Id)> fields = new(StringComparer.OrdinalIgnoreCase);

    public static FieldsOnPage Of(HttpContext http)
    {
        if (http.Items[typeof(FieldsOnPage)] is FieldsOnPage known) return known;
        var made = new FieldsOnPage();
        http.Items[typeof(FieldsOnPage)] = made;
        return made;
    }

    public void Add(string name, string id) => fields.TryAdd(name, (fields.Count, id));

    /// <summary>Where the field of a model key is. The boxes of a date belong to the date.</summary>
    public (int Order, string? Id) Find(string key)
    {
        if (fields.TryGetValue(key, out var found)) return found;
        var dot = key.LastIndexOf('.');
        if (dot < 0 || !fields.TryGetValue(key[..dot], out var date)) return (int.MaxValue, null);
        return (date.Order, key[(dot + 1)..] is "Month" or "Year" ? date.Id + "_" + key[(dot + 1)..] : date.Id);
    }
}
