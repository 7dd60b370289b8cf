# frozen_string_literal: true

# A reader for the exam, based on docs/exam.md. It uses only the standard library of Ruby.

require "json"
require "net/http"
require "set"
require "time"

# Raised if a listing cannot be completed.
class ListingError < StandardError; end

# Raised if the server refuses a page number.
class Refused < ListingError; end

# A transient failure of one attempt.
class Transient < StandardError
  attr_reader :retry_after

  def initialize(message, retry_after = nil)
    super(message)
    @retry_after = retry_after
  end
end

# Requests pages.
class Api
  NETWORK_ERRORS = [
    SystemCallError, SocketError, IOError, Timeout::Error, Net::ProtocolError, Net::HTTPBadResponse, Zlib::Error
  ].freeze
  ATTEMPTS = 3
  LONGEST_WAIT = 20

  attr_reader :total

  def initialize(url, key)
    @uri = URI(url)
    @key = key
    @total = 0
  end

  # Returns the campaigns of a page. Raises Refused if the page number is refused.
  def page(number, per_page)
    ATTEMPTS.times do |attempt|
      return list_in(fetch(number, per_page))
    rescue Transient => e
      wait = e.retry_after || 0.1 * 2**attempt
      raise ListingError, e.message if attempt == ATTEMPTS - 1 || wait > LONGEST_WAIT

      sleep wait
    end
  end

  private

  def fetch(number, per_page)
    http = Net::HTTP.new(@uri.host, @uri.port, nil)
    http.open_timeout = http.read_timeout = 10
    # By default, Net::HTTP retries GET requests.
    http.max_retries = 0
    request = Net::HTTP::Get.new("/api/v2/campaigns.json?page=#{number}&per_page=#{per_page}")
    request.basic_auth(@key, "")
    response = http.start { http.request(request) }
    check(response, number)
    response.body.to_s.dup.force_encoding(Encoding::UTF_8)
  rescue *NETWORK_ERRORS => e
    raise Transient, "page #{number}: #{e.message}"
  end

  def check(response, number)
    code = response.code.to_i
    return if code == 200

    message = "page #{number}: status #{code}"
    case code
    when 400, 404, 422 then raise Refused, message
    when 429, 500.. then raise Transient.new(message, seconds(response["retry-after"]))
    else raise ListingError, message
    end
  end

  def seconds(header)
    return if header.nil?
    return header.to_i if header.match?(/\A\d+\z/)

    [Time.httpdate(header) - Time.now, 0].max
  rescue ArgumentError
    nil
  end

  def list_in(text)
    body = JSON.parse(text)
    list = body
    if body.is_a?(Hash)
      @total = body["total_count"].to_i
      list = body["results"] || body["campaigns"]
      failed = body["success"] == false || %w[error errors message].any? { |name| filled?(body[name]) }
      if failed && (list.nil? || list == [])
        raise ListingError, "the response has status 200, but contains an error: #{text[0, 200]}"
      end
    end
    raise ListingError, "the body contains no list: #{text[0, 200]}" unless list.is_a?(Array)

    list.each { |campaign| raise ListingError, "a campaign has no UUID: #{campaign}" unless filled?(campaign["uuid"]) }
  rescue JSON::ParserError => e
    raise ListingError, "the body is not JSON: #{e.message[0, 200]}"
  end

  def filled?(value)
    ![nil, false, 0, "", [], {}].include?(value)
  end
end

# Reads the list again until no campaign can have been missed.
class Listing
  READINGS = 6
  PAGE_SIZES = [100, 10].freeze

  def initialize(api)
    @api = api
    @seen = Set.new
    @per_page = PAGE_SIZES.first
  end

  # Yields every campaign once.
  def each(&block)
    READINGS.times do
      # If a campaign was on two pages, the list changed, and another campaign may have been missed.
      places = read(&block)
      next if places > @seen.size

      if @seen.size < @api.total
        raise ListingError, "received #{@seen.size} campaigns, but the total is #{@api.total}"
      end

      return
    end
    raise ListingError, "the list kept changing"
  end

  private

  # Reads all pages and returns the number of campaigns on them, including repeated ones.
  def read(&block)
    number = first_number
    first = previous = nil
    places = 0
    loop do
      page = request(number)
      # If two pages are equal, one of the responses may be wrong.
      page = request(number) if repeated?(page, first, previous)
      if page.empty?
        page, number = after_empty(number, first)
        return places if page.nil?
      end
      if repeated?(page, first, previous)
        confirmed = request(number - 1) == previous
        # Page 0 may be an alias of page 1. If the server repeats page 1 past the end, page 2 is also equal.
        is_alias = confirmed && number == 1
        return places if confirmed && !is_alias && past_end?(page, number, first, previous)

        # Counts the page again, so that the list is read again.
        places += page.size unless is_alias
      else
        @start = number if first.nil?
        first ||= page
        previous = page
        places += page.size
        emit(&block)
      end
      raise ListingError, "the pages repeat campaigns endlessly" if places > 2 * @seen.size + 1000

      number += 1
    end
  end

  # Returns whether a page is equal to the one before it, or to the first one.
  def repeated?(page, first, previous)
    !page.empty? && (page == previous || (page == first && (page - @seen.to_a).empty?))
  end

  # Returns the UUIDs of a page, or an empty list if the page is refused.
  def request(number, per_page = @per_page)
    @refusal = nil
    @page = @api.page(number, per_page)
    uuids(@page)
  rescue Refused => e
    @page = []
    @refusal = e
    []
  end

  def uuids(page)
    page.map { |campaign| campaign["uuid"] }
  end

  def emit
    @page.each { |campaign| yield campaign if @seen.add?(campaign["uuid"]) }
  end

  # Returns the number of the first page: 0, or 1 if the server refuses page 0. Reduces the page size if the server refuses
  # pages 0 and 1.
  def first_number
    PAGE_SIZES.each do |size|
      @per_page = size
      request(0)
      return 0 unless @refusal

      # A single refusal may be wrong, so page 0 is requested again after page 1.
      first_refusal = @refusal
      request(1)
      second_refusal = @refusal
      request(0)
      return 0 unless @refusal
      return 1 unless second_refusal

      raise first_refusal if size == PAGE_SIZES.last
    end
  end

  # Returns the page to continue with after a page without campaigns, and its number. The page is nil at the end.
  def after_empty(number, first)
    refusal = @refusal
    following = request(number + 1)
    following_page = @page
    again = request(number)
    return [again, number] unless again.empty?

    # Page 0 may be empty because pages are numbered from 1, and the response for page 1 may be wrong.
    if first.nil? && following.empty?
      following = request(number + 1)
      following_page = @page
    end
    unless following.empty?
      raise refusal if refusal

      @page = following_page
      return [following, number + 1]
    end
    # A refusal is the end only if the server still returns the first page.
    raise refusal if refusal && (first.nil? || request(@start).empty?)

    [nil, number]
  end

  # Returns whether the server repeats this page past the end.
  def past_end?(page, number, first, previous)
    return false unless request(number + 1000) == page
    # Either other pages differ, so the server does not ignore the page number, or the list has one campaign.
    return true if page != first || previous != first || page.size == 1

    single_campaigns = [0, 1, 2].map { |offset| request(@start + offset, 1) }
    raise ListingError, "the server ignores the parameter page" if single_campaigns.uniq.size == 1 && page.size > 1

    true
  end
end

begin
  api = Api.new(ENV.fetch("BLUESHIFT_BASE_URL"), ENV.fetch("BLUESHIFT_API_KEY"))
  $stdout.set_encoding(Encoding::UTF_8)
  Listing.new(api).each { |campaign| puts JSON.generate(campaign) }
rescue ListingError => e
  abort "error: #{e.message}"
end
