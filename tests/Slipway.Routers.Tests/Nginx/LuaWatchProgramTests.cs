using Slipway.Routers.Tests.Programs;

namespace Slipway.Routers.Tests.Nginx;

/// <summary>How nginx's program in Lua watches replicas and finds their addresses, without nginx.</summary>
public sealed class LuaWatchProgramTests : IDisposable
{
    private const string Loaded = "load_state(function() end)\n";
    private readonly LuaProgram lua = new();

    public void Dispose() => lua.Dispose();

    [ProgramFact("luajit")]
    public async Task A_replica_that_was_up_is_down_after_five_failures_and_up_after_one_answer() => Assert.Equal(
        ["false true", "true true", "true true", "false false", "true true"],
        await lua.RunAsync(Loaded + """
            local watch, replica = require("watch"), require("state").current().slots.blue.endpoints[1]
            local function look() print(tostring(watch.is_up(replica)) .. " " .. tostring(watch.is_fit(replica))) end
            look()
            watch.record(replica) look()
            for _ = 1, 4 do watch.record(replica, "x") end look()
            watch.record(replica, "x") look()
            watch.record(replica) look()
            """));

    [ProgramFact("luajit")]
    public async Task A_replica_without_requests_is_asked_less_often_while_it_is_well() => Assert.Equal(
        ["blue 20", "green 20", "green 2", "green 20", "green 20"],
        await lua.RunAsync(Loaded + """
            local watch, now = require("watch"), require("state").current()
            local function count(slot, endpoint)
                local asked = 0
                for round = 1, 20 do asked = asked + (watch.is_due(endpoint, slot, round) and 1 or 0) end
                print(slot .. " " .. asked)
            end
            local blue, green = now.slots.blue.endpoints[1], { name = "shop-web-green", address = "10.0.0.9" }
            now.share.blue, now.share.green = 100, 0
            watch.record(blue) count("blue", blue)
            count("green", green)
            watch.record(green) count("green", green)
            watch.record(green, "x") count("green", green)
            watch.record(green) now.canary = "green" count("green", green)
            """));

    [ProgramFact("luajit")]
    public async Task An_answer_has_the_time_that_its_service_is_described_with() => Assert.Equal(
        ["1000 1000 3000", "500 1000 500"],
        await lua.RunAsync("""
            ngx.thread = { spawn = function(work) work() return true end, wait = function() end }
            ngx.socket.tcp = function()
                return {
                    settimeouts = function(_, connect, send, read) print(connect .. " " .. send .. " " .. read) end,
                    connect = function() return nil, "refused" end,
                }
            end
            local function probe(limit)
                load_state(function(state)
                    for _, route in ipairs(state.slots.blue.routes) do route.healthMilliseconds = limit end
                end)
                require("watch").probe({ require("state").current().slots.blue.endpoints[1] })
            end
            probe(nil)
            probe(500)
            """));

    [ProgramFact("luajit")]
    public async Task The_name_service_is_believed_only_when_its_answer_is_whole_and_to_the_question() => Assert.Equal(
        ["10.1.2.3", "10.1.2.3", "nil", "nil", "nil", "nil", "nil"],
        await lua.RunAsync("""
            local watch = require("watch")
            local function record(name, kind, data) return name .. "\0" .. kind .. "\0\1\0\0\0\1\0" .. string.char(#data) .. data end
            local a = record("\192\12", "\1", "\10\1\2\3")
            local function with(number, records)
                local head = "\129\128\0\1\0" .. string.char(number) .. "\0\0\0\0"
                return function(asked) return asked:sub(1, 2) .. head .. asked:sub(13) .. records end
            end
            local function resolve(answer) ngx.answer = answer print(tostring((watch.resolve("shop-web.blue")))) end
            resolve(with(1, a))
            resolve(with(2, record("\192\12", "\5", "\3www\0") .. record("\3www\0", "\1", "\10\1\2\3")))
            resolve(with(1, a:sub(1, -2)))
            resolve(with(1, ""))
            resolve(with(1, record("\192\12", "\28", ("\1"):rep(16))))
            resolve(function(asked) return "\0\0" .. with(1, a)(asked):sub(3) end)
            resolve(function() return nil end)
            """));
}
