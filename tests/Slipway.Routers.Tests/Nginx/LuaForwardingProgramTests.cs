using Slipway.Routers.Tests.Programs;

namespace Slipway.Routers.Tests.Nginx;

/// <summary>How nginx's program in Lua passes a request on, without nginx.</summary>
public sealed class LuaForwardingProgramTests : IDisposable
{
    private const string Loaded = "load_state(function() end)\n";
    private readonly LuaProgram lua = new();

    public void Dispose() => lua.Dispose();

    [ProgramFact("luajit")]
    public async Task A_request_goes_to_another_replica_only_if_nothing_of_it_was_sent() => Assert.Equal(
        ["1", "true", "nil", "-3"],
        await lua.RunAsync(Loaded + """
            local balance = require("balance")
            decide("/")
            balance.choose()
            local first = ngx.peer
            print(ngx.more_tries)
            ngx.var.upstream_bytes_sent = "0"
            balance.choose()
            print(ngx.peer ~= first)
            print(ngx.exited)
            decide("/")
            balance.choose()
            ngx.var.upstream_bytes_sent = "0, 1"
            balance.choose()
            print(ngx.exited)
            """));

    [ProgramFact("luajit")]
    public async Task What_may_be_sent_twice_goes_to_the_same_replica_again_and_to_another_if_that_is_not_reached() => Assert.Equal(
        ["true", "nil", "false", "nil", "true", "nil"],
        await lua.RunAsync(Loaded + """
            local balance = require("balance")
            decide("/")
            ngx.var.towards = "kept"
            balance.choose()
            local first = ngx.peer
            ngx.var.upstream_bytes_sent = "90"
            balance.choose()
            print(ngx.peer == first)
            print(ngx.exited)
            ngx.var.upstream_bytes_sent = "90, 0"
            balance.choose()
            print(ngx.peer == first)
            print(ngx.exited)
            decide("/api", { host = "shop.example" })
            ngx.var.towards = "kept"
            balance.choose()
            first = ngx.peer
            ngx.var.upstream_bytes_sent = "0"
            balance.choose()
            print(ngx.peer == first)
            print(ngx.exited)
            """));

    [ProgramFact("luajit")]
    public async Task A_small_body_is_waited_for_and_behind_a_large_one_the_connection_ends() => Assert.Equal(
        ["nil", "nil", "@whole", "@whole", "@last", "@last"],
        await lua.RunAsync("""
            local function place(length, encoding)
                request("/")
                ngx.var.http_content_length, ngx.var.http_transfer_encoding = length, encoding
                print(tostring(require("loader").place()))
            end
            place()
            place("0")
            place("1")
            place("131072")
            place("131073")
            place(nil, "chunked")
            """));
}
