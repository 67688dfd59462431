-- What Slipway asks and tells.
local count = require "count"
local hold = require "hold"
local json = require "cjson.safe"
local loader = require "loader"
local state = require "state"
local watch = require "watch"
local control = {}
local actions = {}

local function refuse(reason)
    ngx.status = ngx.HTTP_BAD_REQUEST
    ngx.print(reason)
end

local function body()
    ngx.req.read_body()
    return ngx.req.get_body_data() or ""
end

-- The state in force, as it was written.
actions["GET /state"] = function()
    ngx.print(state.text())
end

-- What the router sees: replicas up by slot, requests and statistics.
actions["GET /sight"] = function()
    local sight = { slots = count.read(), up = { blue = false, green = false }, held = hold.left() }
    for name, slot in pairs(state.current().slots) do
        sight.up[name] = #slot.endpoints > 0
        for _, endpoint in ipairs(slot.endpoints) do
            sight.up[name] = sight.up[name] and watch.is_up(endpoint)
        end
    end
    ngx.print(json.encode(sight))
end

-- Whether a state makes sense. Changes nothing.
actions["POST /check"] = function()
    local good, reason = state.parse(body())
    if not good then
        return refuse(reason)
    end
end

-- Brings the file on the volume into force.
actions["POST /load"] = function()
    local good, reason = pcall(state.load)
    if not good then
        return refuse(reason)
    end
end

-- Whether a program can be read. Changes nothing.
actions["POST /program/check"] = function()
    local program, reason = loadstring(body(), "=program.lua")
    if program then
        -- Its parts are strings that it compiles when it runs: here into a table of their own.
        local parts = { package = { loaded = {}, preload = {} }, assert = assert, loadstring = loadstring }
        program, reason = pcall(setfenv(program, parts))
    end
    if not program then
        return refuse(reason)
    end
end

-- Brings the program on the volume into force.
actions["POST /program/load"] = loader.replace

-- Asks the replicas of a slot that is not in force yet. Answers what was seen of those that are not up.
actions["POST /probe"] = function()
    local candidate, reason = state.parse(body())
    if not candidate then
        return refuse(reason)
    end
    local endpoints = {}
    for _, slot in pairs(candidate.slots) do
        for _, endpoint in ipairs(slot.endpoints) do
            table.insert(endpoints, endpoint)
        end
    end
    ngx.print(json.encode({ down = watch.probe(endpoints) }))
end

-- Seconds to let new requests wait.
actions["POST /hold"] = function()
    local limit = tonumber(body())
    if not limit or limit < 0 or limit > 60 then
        return refuse("a hold is 0 to 60 seconds")
    end
    hold.set(limit)
end

function control.answer()
    local action = actions[ngx.req.get_method() .. " " .. ngx.var.uri]
    if not action then
        return refuse("there is no " .. ngx.req.get_method() .. " " .. ngx.var.uri)
    end
    ngx.header.content_type = "application/json"
    action()
end

return control
