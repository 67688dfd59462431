using System.Runtime.CompilerServices;
using JetBrains.Annotations;

namespace Nuke.Common;

/// <summary>Checks that end the running target with an <see cref="Exception"/> whose message names the failed expression.</summary>
public static class Assert
{
    [ContractAnnotation("=> halt")]
    public static void Fail(string message, Exception exception = null) => throw new Exception(message, exception);

    public static void True(
        bool condition, string message = null, [CallerArgumentExpression(nameof(condition))] string argumentExpression = null)
    {
        if (!condition)
            Fail(message ?? $"Expected condition to be true: {argumentExpression}");
    }

    public static void False(
        bool condition, string message = null, [CallerArgumentExpression(nameof(condition))] string argumentExpression = null)
    {
        if (condition)
            Fail(message ?? $"Expected condition to be false: {argumentExpression}");
    }

    public static T NotNull<T>(this T obj, string message = null, [CallerArgumentExpression(nameof(obj))] string argumentExpression = null)
        where T : class
    {
        True(obj != null, message ?? $"Expected value to be not null: {argumentExpression}");
        return obj;
    }

    public static T? NotNull<T>(
        this T? obj, string message = null, [CallerArgumentExpression(nameof(obj))] string argumentExpression = null)
        where T : struct
    {
        True(obj != null, message ?? $"Expected value to be not null: {argumentExpression}");
        return obj;
    }

    public static void NotEmpty<T>(IReadOnlyCollection<T> collection, string message = null, [CallerArgumentExpression(
        nameof(collection))] string argumentExpression = null) =>
        True(collection is { Count: > 0 }, message ?? $"Expected collection to be not empty: {argumentExpression}");

    public static void FileExists(
        string path, string message = null, [CallerArgumentExpression(nameof(path))] string argumentExpression = null) =>
        True(File.Exists(path), message ?? $"Expected file to exist: {path} ({argumentExpression})");

    public static void DirectoryExists(
        string path, string message = null, [CallerArgumentExpression(nameof(path))] string argumentExpression = null) =>
        True(Directory.Exists(path), message ?? $"Expected directory to exist: {path} ({argumentExpression})");
}
