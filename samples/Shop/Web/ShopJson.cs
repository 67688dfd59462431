using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Shop.Orders;

namespace Shop.Web;

/// <summary>Serializers made at compile time: nothing is reflected over at the first request.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(NewOrder))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(List<Order>))]
[JsonSerializable(typeof(VersionInfo))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(Tick))]
[JsonSerializable(typeof(SlowAnswer))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
internal sealed partial class ShopJson : JsonSerializerContext;
