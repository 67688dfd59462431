-- As much of nginx' interface as the program's decisions need, and no more: shared memory, one request, a clock that sleeping moves on.
local clock = 1000

local function memory()
    local values, ends = {}, {}
    local function read(key)
        if ends[key] and ends[key] <= clock then
            values[key], ends[key] = nil, nil
        end
        return values[key]
    end
    return {
        get = function(_, key) return read(key) end,
        set = function(_, key, value, life)
            values[key], ends[key] = value, life and life > 0 and clock + life or nil
            return true
        end,
        add = function(self, key, value)
            return read(key) == nil and self:set(key, value)
        end,
        incr = function(_, key, number, first)
            local before = read(key) or first
            if not before then
                return nil, "not found"
            end
            values[key] = before + number
            return values[key]
        end,
        delete = function(_, key) values[key] = nil end,
        get_keys = function()
            local keys = {}
            for key in pairs(values) do
                table.insert(keys, key)
            end
            table.sort(keys)
            return keys
        end,
    }
end

local worker = 0
ngx = {
    shared = { state = memory(), counters = memory() },
    worker = { id = function() return worker end, pid = function() return 1 end },
    now = function() return clock end,
    sleep = function(seconds) clock = clock + seconds end,
    HTTP_OK = 200, HTTP_BAD_REQUEST = 400, HTTP_NOT_FOUND = 404, HTTP_SERVICE_UNAVAILABLE = 503,
    exit = function(code) ngx.exited = code end,
    print = function(text) ngx.printed = (ngx.printed or "") .. tostring(text) end,
    socket = { udp = function()
        return {
            settimeout = function() end, setpeername = function() end, close = function() end,
            send = function(_, query) ngx.asked = query end,
            receive = function() return ngx.answer and ngx.answer(ngx.asked) end,
        }
    end },
    req = {
        read_body = function() end,
        get_body_data = function() return ngx.request.body end,
        get_method = function() return ngx.request.method or "GET" end,
        get_headers = function() return ngx.request.headers or {} end,
    },
}
package.preload["ngx.balancer"] = function()
    return {
        set_more_tries = function(number) ngx.more_tries = number end,
        set_current_peer = function(address, port) ngx.peer = address .. " " .. port return true end,
    }
end

-- Another worker goes on with the same memory.
function become_worker(id)
    worker = id
end

-- A new request: its path, and what else is said of it.
function request(path, more)
    ngx.request = more or {}
    ngx.ctx, ngx.header, ngx.arg = {}, {}, {}
    ngx.status, ngx.printed, ngx.exited, ngx.more_tries, ngx.peer = 200, nil, nil, nil, nil
    ngx.var = {
        host = ngx.request.host or "x", request_uri = path, uri = path, http_cookie = ngx.request.cookie, connections_waiting = "3",
    }
end

-- How it was decided: slot and container, or the status of the answer.
function decide(path, more)
    request(path, more)
    require("route").decide()
    return ngx.ctx.way and ngx.ctx.way.slot .. " " .. ngx.ctx.way.replica.name or ngx.var.slot .. ngx.status
end

function load_state(change)
    local state = require("state")
    local file = assert(io.open(state.path, "r"))
    local value = require("cjson.safe").decode(file:read("*a"))
    file:close()
    change(value)
    file = assert(io.open(state.path, "w"))
    file:write(require("cjson.safe").encode(value))
    file:close()
    state.load()
end

request("/")
